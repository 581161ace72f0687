package dev.jarvis.sandbox.ledger;

/**
 * Something that happened to the world because of a request.
 *
 * @param kind for example {@code x.post}, {@code gmail.send}, {@code effects.k}
 * @param marker what the effect can be told by: a post's text, a mail's Message-ID
 */
public record Effect(String kind, String marker) {}
