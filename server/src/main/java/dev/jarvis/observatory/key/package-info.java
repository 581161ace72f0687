/** How a program proves on whose behalf it calls. */
@NullMarked
package dev.jarvis.observatory.key;

import org.jspecify.annotations.NullMarked;
