/** What happens by itself? */
@NullMarked
package dev.jarvis.automation;

import org.jspecify.annotations.NullMarked;
