/** What comes from outside? Addresses for signed webhooks: verified on the raw body, kept once, and the runs they begin. */
@NullMarked
package dev.jarvis.automation.hook;

import org.jspecify.annotations.NullMarked;
