/** A small HTTP/1.1 server on virtual threads whose connections can also be made to misbehave. */
@NullMarked
package dev.jarvis.sandbox.http;

import org.jspecify.annotations.NullMarked;
