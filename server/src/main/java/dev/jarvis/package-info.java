/** The process itself: start, wiring and the command line. */
@NullMarked
package dev.jarvis;

import org.jspecify.annotations.NullMarked;
