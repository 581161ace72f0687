/** How do we reach a platform on someone's behalf? */
@NullMarked
package dev.jarvis.integration;

import org.jspecify.annotations.NullMarked;
