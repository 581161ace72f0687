/** How does one reach what a connector does not know? Any path of a platform's API, through the one door. */
@NullMarked
package dev.jarvis.approval.proxy;

import org.jspecify.annotations.NullMarked;
