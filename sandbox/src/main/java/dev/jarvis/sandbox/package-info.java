/** Stand-in platforms that keep a ledger of every byte received and fail on demand. */
@NullMarked
package dev.jarvis.sandbox;

import org.jspecify.annotations.NullMarked;
