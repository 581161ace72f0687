/** What the command line on this machine may ask of the running server. */
@NullMarked
package dev.jarvis.observatory.console;

import org.jspecify.annotations.NullMarked;
