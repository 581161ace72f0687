/** How the first person comes in: the superadmin and the first observatory. */
@NullMarked
package dev.jarvis.observatory.setup;

import org.jspecify.annotations.NullMarked;
