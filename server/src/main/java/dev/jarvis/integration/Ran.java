package dev.jarvis.integration;

import dev.jarvis.activity.Activity;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What became of an act that was let through. */
public sealed interface Ran {
    /** It happened. */
    record Done(JsonNode output) implements Ran {}

    /** It did not happen, for sure. */
    record Failed(Failure reason) implements Ran {}

    /** Bytes left and no usable answer came; what it can be told by is looked at again soon, and then it ends. */
    record Unsettled(Failure reason) implements Ran {}

    /** Bytes left, no usable answer came and nothing can tell: parked with what is known, never sent again blindly. */
    record Ambiguous(Failure reason) implements Ran {}

    default Optional<Failure> failure() {
        return switch (this) {
            case Done done -> Optional.empty();
            case Failed(Failure reason) -> Optional.of(reason);
            case Unsettled(Failure reason) -> Optional.of(reason);
            case Ambiguous(Failure reason) -> Optional.of(reason);
        };
    }

    /** The state of the call in the ledger. */
    default String word() {
        return switch (this) {
            case Done done -> "done";
            case Failed failed -> "failed";
            case Unsettled unsettled -> "sending";
            case Ambiguous ambiguous -> "ambiguous";
        };
    }

    /** The title of its row in the log: an act's headline says that it was done, so whatever else came of it is said before. */
    default String title(String headline) {
        return switch (this) {
            case Done done -> headline;
            case Failed failed -> "Not done: " + headline;
            case Unsettled unsettled -> "Not known yet: " + headline;
            case Ambiguous ambiguous -> "Not known: " + headline;
        };
    }

    /** The status of its row in the log. */
    default Activity.Status status() {
        return switch (this) {
            case Done done -> Activity.Status.SUCCESS;
            case Failed failed -> Activity.Status.FAILED;
            case Unsettled unsettled -> Activity.Status.PENDING;
            case Ambiguous ambiguous -> Activity.Status.PENDING;
        };
    }
}
