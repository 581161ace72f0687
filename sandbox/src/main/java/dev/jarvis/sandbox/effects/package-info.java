/** An upstream with three kinds of routes: keyed, looked up by marker, and neither. */
@NullMarked
package dev.jarvis.sandbox.effects;

import org.jspecify.annotations.NullMarked;
