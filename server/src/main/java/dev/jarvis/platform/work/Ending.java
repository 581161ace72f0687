package dev.jarvis.platform.work;

import org.jspecify.annotations.Nullable;

/**
 * How the holding of a task ends.
 *
 * @param fate what becomes of the row
 * @param delayMillis until it is due again, where it stays
 * @param attempts failures so far
 * @param error what is added to its errors: a JSON object, or null
 */
record Ending(
        Task task,
        Fate fate,
        long delayMillis,
        int attempts,
        @Nullable String error) {
    enum Fate {
        GONE,
        AGAIN,
        CRASHED,
        DEAD
    }

    static Ending gone(Task task) {
        return new Ending(task, Fate.GONE, 0, 0, null);
    }
}
