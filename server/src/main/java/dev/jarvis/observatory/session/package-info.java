/** How a person proves who they are, and stays known for a while. */
@NullMarked
package dev.jarvis.observatory.session;

import org.jspecify.annotations.NullMarked;
