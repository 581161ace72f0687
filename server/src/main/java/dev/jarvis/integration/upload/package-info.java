/** Which files were given ahead of an act? Kept sealed, for a day. */
@NullMarked
package dev.jarvis.integration.upload;

import org.jspecify.annotations.NullMarked;
