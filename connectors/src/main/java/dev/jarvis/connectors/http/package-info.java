/** Any HTTP API, below one address: for what has no connector of its own. */
@NullMarked
package dev.jarvis.connectors.http;

import org.jspecify.annotations.NullMarked;
