/** What is under the floor: the one way out for mail of Jarvis's own. */
@NullMarked
package dev.jarvis.platform.mail;

import org.jspecify.annotations.NullMarked;
