/** Which answers are written again and again? Stored with places for what differs. */
@NullMarked
package dev.jarvis.integration.template;

import org.jspecify.annotations.NullMarked;
