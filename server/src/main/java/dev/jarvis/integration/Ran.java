package dev.jarvis.integration;

import tools.jackson.databind.JsonNode;

/** What became of an act that was let through. */
public sealed interface Ran {
    /** It happened. */
    record Done(JsonNode output) implements Ran {}

    /** It did not happen, for sure. */
    record Failed(Failure failure) implements Ran {}

    /** Bytes left and no usable answer came: parked with what is known, never sent again blindly. */
    record Ambiguous(Failure failure) implements Ran {}
}
