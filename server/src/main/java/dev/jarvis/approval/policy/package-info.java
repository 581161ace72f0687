/** What may be done, by whom, and who is asked first? The observatory's own lines, read from the top. */
@NullMarked
package dev.jarvis.approval.policy;

import org.jspecify.annotations.NullMarked;
