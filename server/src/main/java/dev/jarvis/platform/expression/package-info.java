/** What is under the floor: expressions that people write, checked when they are saved and bounded when they run. */
@NullMarked
package dev.jarvis.platform.expression;

import org.jspecify.annotations.NullMarked;
