package dev.jarvis.platform.work;

import java.time.Duration;

/** What a handler says of a task. An exception instead means: try again later, and give up after some tries. */
public sealed interface Verdict {
    Verdict DONE = new Done();
    Verdict SETTLED = new Settled();

    /** It is over, and the task goes. */
    record Done() implements Verdict {}

    /** As {@link Done}; the handler has removed the task already, with {@link WorkQueue#finish}. */
    record Settled() implements Verdict {}

    /** Not a failure: it comes again after {@code delay}, or as soon as somebody wakes it. */
    record Again(Duration delay, String reason) implements Verdict {}

    /** It can never succeed: kept as a dead letter for a person to look at and to replay. */
    record Dead(String code, String words) implements Verdict {}

    static Verdict again(Duration delay, String reason) {
        return new Again(delay, reason);
    }

    static Verdict dead(String code, String words) {
        return new Dead(code, words);
    }
}
