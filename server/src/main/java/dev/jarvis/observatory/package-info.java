/** Who is here, and which space is theirs? */
@NullMarked
package dev.jarvis.observatory;

import org.jspecify.annotations.NullMarked;
