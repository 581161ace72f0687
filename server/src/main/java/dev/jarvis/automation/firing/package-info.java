/** What starts a rule by itself? Times that come, and events that are told. */
@NullMarked
package dev.jarvis.automation.firing;

import org.jspecify.annotations.NullMarked;
