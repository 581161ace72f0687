/** The part of the X API v2 that a posting and listening client uses. */
@NullMarked
package dev.jarvis.sandbox.x;

import org.jspecify.annotations.NullMarked;
