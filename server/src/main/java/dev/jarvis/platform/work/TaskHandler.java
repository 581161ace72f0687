package dev.jarvis.platform.work;

/**
 * Does the tasks of one kind. Declared as a bean.
 *
 * <p>Called on a virtual thread, with no transaction open and no observatory bound. It may be called again for the same
 * task after a crash, so what it does must be harmless when done twice; and it never waits for a person or a timer, but
 * answers {@link Verdict.Again}.
 */
public interface TaskHandler {
    /** Unique among handlers; kebab-case. */
    String kind();

    /** @throws RuntimeException to be called again later, with growing pauses; after the last try it is a dead letter */
    Verdict handle(Task task);

    /**
     * The task is about to become a dead letter: three nodes died of it, its tries are used up, or {@link #handle} said so.
     * Tell whoever waits for it. May be called more than once.
     */
    default void bury(Task task, String code, String words) {}
}
