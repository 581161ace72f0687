/** What is under the floor: what is thrown away by itself when its time is over. */
@NullMarked
package dev.jarvis.platform.purge;

import org.jspecify.annotations.NullMarked;
