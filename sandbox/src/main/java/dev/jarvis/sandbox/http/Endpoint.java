package dev.jarvis.sandbox.http;

/** Answers a call of one route. */
@FunctionalInterface
public interface Endpoint {

    Answer answer(Call call);
}
