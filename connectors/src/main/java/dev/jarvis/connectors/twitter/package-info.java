/** X, by OAuth 2.0 or by the keys of one's own app. */
@NullMarked
package dev.jarvis.connectors.twitter;

import org.jspecify.annotations.NullMarked;
