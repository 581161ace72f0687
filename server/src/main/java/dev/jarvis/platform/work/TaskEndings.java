package dev.jarvis.platform.work;

import dev.jarvis.platform.db.Lane;
import dev.jarvis.platform.work.Ending.Fate;
import java.time.Duration;

/**
 * Ends of held tasks, many in one commit: for who holds a task without having been handed it by the queue. Safe for many
 * threads; each call waits for its commit.
 */
public final class TaskEndings implements AutoCloseable {
    private final Lane<Ending, Boolean> lane;
    private final Tries tries;

    TaskEndings(Lane<Ending, Boolean> lane, Tries tries) {
        this.lane = lane;
        this.tries = tries;
    }

    /** It comes again after {@code delay}, to any node. @return false when another node holds it by now */
    public boolean later(Task task, Duration delay) {
        return put(new Ending(task, Fate.AGAIN, delay.toMillis(), 0, null));
    }

    /** It failed here, and comes again after a pause. */
    public boolean failed(Task task, Throwable failure) {
        return put(new Ending(
                task, Fate.AGAIN, Tries.pauseMillis(task.attempt()), task.attempt(), tries.explain(failure)));
    }

    boolean put(Ending ending) {
        return lane.put(ending);
    }

    @Override
    public void close() {
        lane.close();
    }
}
