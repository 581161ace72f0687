/** Checks requests and replies against a vendor's own OpenAPI description. */
@NullMarked
package dev.jarvis.sandbox.vendor;

import org.jspecify.annotations.NullMarked;
