package dev.jarvis.automation.run;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A step of a run as it stands.
 *
 * @param path unique in the run: the step's id below those around it, {@code each[3].greet}
 * @param attempt from 1
 * @param dueAt when it is looked at again by itself
 * @param awaits the type of event it waits for
 * @param heard events of that type that came meanwhile: a JSON array, or null
 * @param place its number in the order of beginning
 */
record StepRow(
        String path,
        String step,
        String kind,
        State state,
        int attempt,
        @Nullable JsonNode input,
        @Nullable JsonNode output,
        @Nullable JsonNode problem,
        @Nullable UUID call,
        @Nullable Instant dueAt,
        @Nullable String awaits,
        @Nullable JsonNode heard,
        int place,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    enum State {
        RUNNING,
        WAITING,
        DONE,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    static StepRow begun(String path, String step, String kind, int place, Instant now) {
        return new StepRow(
                path, step, kind, State.RUNNING, 1, null, null, null, null, null, null, null, place, now, null);
    }

    boolean isOver() {
        return state == State.DONE || state == State.FAILED;
    }

    StepRow given(JsonNode in) {
        return new StepRow(
                path, step, kind, state, attempt, in, output, problem, call, dueAt, awaits, heard, place, startedAt,
                null);
    }

    StepRow calling(UUID id) {
        return new StepRow(
                path, step, kind, state, attempt, input, output, problem, id, dueAt, awaits, heard, place, startedAt,
                null);
    }

    StepRow waiting(@Nullable Instant until, @Nullable String event) {
        return new StepRow(
                path,
                step,
                kind,
                State.WAITING,
                attempt,
                input,
                output,
                problem,
                call,
                until,
                event,
                heard,
                place,
                startedAt,
                null);
    }

    StepRow again(StepFailure last, Instant at) {
        return new StepRow(
                path,
                step,
                kind,
                State.WAITING,
                attempt + 1,
                input,
                null,
                last.json(),
                null,
                at,
                null,
                null,
                place,
                startedAt,
                null);
    }

    StepRow done(@Nullable JsonNode out, Instant now) {
        return new StepRow(
                path, step, kind, State.DONE, attempt, input, out, null, call, null, null, null, place, startedAt, now);
    }

    StepRow failed(StepFailure failure, Instant now) {
        return new StepRow(
                path,
                step,
                kind,
                State.FAILED,
                attempt,
                input,
                null,
                failure.json(),
                call,
                null,
                null,
                null,
                place,
                startedAt,
                now);
    }
}
