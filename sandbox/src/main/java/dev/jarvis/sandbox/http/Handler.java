package dev.jarvis.sandbox.http;

/** Answers a request, on the virtual thread of its connection. */
@FunctionalInterface
public interface Handler {

    Answer answer(Request request);
}
