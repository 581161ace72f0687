package dev.jarvis.platform.work;

import dev.jarvis.platform.db.Lane;
import dev.jarvis.platform.db.Lane.LaneBroken;
import dev.jarvis.platform.db.Lane.LaneFull;
import dev.jarvis.platform.work.Ending.Fate;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends of held tasks, many in one commit: for who holds a task without having been handed it by the queue. Safe for many
 * threads; each call waits for its commit.
 *
 * <p>What the database does not take is kept and written when it answers again: as long as this node lives nobody else may
 * take the task, so nobody else would end it.
 */
public final class TaskEndings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskEndings.class);

    private final Lane<Ending, Boolean> lane;
    private final Tries tries;
    private final Queue<Ending> unwritten = new ConcurrentLinkedQueue<>();

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

    /** @return false when another node holds it by now */
    boolean put(Ending ending) {
        try {
            return lane.put(ending);
        } catch (LaneBroken | LaneFull e) {
            LOG.warn(
                    "The end of task {} is written when the database takes it.",
                    ending.task().id(),
                    e);
            unwritten.add(ending);
            return true;
        }
    }

    /** Writes what could not be written before, until that fails again. For one thread. */
    void writeUnwritten() {
        for (Ending ending = unwritten.peek(); ending != null; ending = unwritten.peek()) {
            lane.put(ending);
            unwritten.remove(ending);
        }
    }

    @Override
    public void close() {
        lane.close();
    }
}
