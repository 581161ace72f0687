package dev.jarvis.platform.work;

import dev.jarvis.platform.work.Ending.Fate;
import dev.jarvis.platform.work.WorkTable.Claim;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one claimed task with the handler of its kind, and writes down how it ended. */
final class Doing {
    private static final Logger LOG = LoggerFactory.getLogger(Doing.class);

    private final Map<String, TaskHandler> handlers;
    private final TaskEndings endings;
    private final Tries tries;

    Doing(Collection<TaskHandler> handlers, TaskEndings endings, Tries tries) {
        this.handlers = handlers.stream().collect(Collectors.toUnmodifiableMap(TaskHandler::kind, Function.identity()));
        this.endings = endings;
        this.tries = tries;
    }

    void run(Claim claim) {
        try {
            Ending ending = ending(claim);
            if (!endings.put(ending) && ending.fate() != Fate.GONE)
                LOG.info(
                        "Task {} went to another node; what this one found is not written.",
                        claim.task().id());
        } catch (RuntimeException e) {
            LOG.warn(
                    "The database refused the end of task {}; it stays with this node until that ends.",
                    claim.task().id(),
                    e);
        }
    }

    /** Ends that the database did not take when they came. */
    void writeUnwritten() {
        endings.writeUnwritten();
    }

    /** Back to the others as if it had not been taken. */
    void handBack(Task task) {
        endings.put(new Ending(task, Fate.AGAIN, 0, task.attempt() - 1, null));
    }

    private Ending ending(Claim claim) {
        Task task = claim.task();
        TaskHandler handler = handlers.get(task.kind());
        if (handler == null) return unknown(task);
        if (claim.crashes() >= Tries.MOST_CRASHES)
            return bury(handler, task, "crashed", "Three times the node that ran it died.", null);
        try {
            return ending(handler, task, handler.handle(task));
        } catch (RuntimeException e) {
            return failed(handler, task, e);
        } catch (Error e) { // a stack overflow or no memory: the next try is as careful as after a crash
            LOG.error("Task {} of kind {} broke the thread that ran it", task.id(), task.kind(), e);
            return new Ending(task, Fate.CRASHED, 0, 0, tries.explain(e));
        }
    }

    private Ending ending(TaskHandler handler, Task task, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Done done -> Ending.gone(task);
            case Verdict.Settled settled -> Ending.gone(task);
            case Verdict.Again(var delay, var reason) -> new Ending(task, Fate.AGAIN, delay.toMillis(), 0, null);
            case Verdict.Dead(var code, var words) -> bury(handler, task, code, words, null);
        };
    }

    private Ending failed(TaskHandler handler, Task task, RuntimeException e) {
        LOG.warn("Task {} of kind {} failed in attempt {}", task.id(), task.kind(), task.attempt(), e);
        if (task.attempt() >= Tries.MOST)
            return bury(handler, task, "tries-used-up", "It failed %d times.".formatted(Tries.MOST), e);
        return new Ending(task, Fate.AGAIN, Tries.pauseMillis(task.attempt()), task.attempt(), tries.explain(e));
    }

    private Ending bury(
            TaskHandler handler,
            Task task,
            String code,
            String words,
            @org.jspecify.annotations.Nullable RuntimeException last) {
        handler.bury(task, code, words);
        String error = last == null ? tries.error(code + ": " + words) : tries.explain(last);
        return new Ending(task, Fate.DEAD, 0, task.attempt(), error);
    }

    /** Another version of the server may know it: wait for such a node. */
    private static Ending unknown(Task task) {
        LOG.warn("No handler here for tasks of kind {}", task.kind());
        return new Ending(task, Fate.AGAIN, 30_000, task.attempt() - 1, null);
    }
}
