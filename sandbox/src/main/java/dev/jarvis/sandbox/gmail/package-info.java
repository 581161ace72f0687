/** The part of the Gmail API v1 that a mail client uses, over mailboxes kept in memory. */
@NullMarked
package dev.jarvis.sandbox.gmail;

import org.jspecify.annotations.NullMarked;
