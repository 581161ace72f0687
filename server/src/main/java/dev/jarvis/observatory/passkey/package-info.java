/** How a person proves who they are without a password (W3C Web Authentication, level 3). */
@NullMarked
package dev.jarvis.observatory.passkey;

import org.jspecify.annotations.NullMarked;
