/** Gmail: mail is built and read here as MIME, and travels through Google's API. */
@NullMarked
package dev.jarvis.connectors.gmail;

import org.jspecify.annotations.NullMarked;
