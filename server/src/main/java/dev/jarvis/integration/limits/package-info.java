/** How often may a platform be asked? Keeps to what it says before it has to say no. */
@NullMarked
package dev.jarvis.integration.limits;

import org.jspecify.annotations.NullMarked;
