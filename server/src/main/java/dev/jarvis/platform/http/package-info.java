/** What is under the floor: the one outgoing HTTP client and the guard that decides which addresses it may reach. */
@NullMarked
package dev.jarvis.platform.http;

import org.jspecify.annotations.NullMarked;
