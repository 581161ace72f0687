/** What does the platform say about itself? Typed events, read from the log, with published schemas. */
@NullMarked
package dev.jarvis.automation.event;

import org.jspecify.annotations.NullMarked;
