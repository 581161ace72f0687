/** What is under the floor: how a refusal is worded, as a problem document with a stable code. */
@NullMarked
package dev.jarvis.platform.problem;

import org.jspecify.annotations.NullMarked;
