package dev.jarvis.approval;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.work.NewTask;
import dev.jarvis.platform.work.Task;
import dev.jarvis.platform.work.TaskHandler;
import dev.jarvis.platform.work.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a request that nobody answers. A late one finds it decided and does nothing. */
final class Deadlines implements TaskHandler {
    static final String KIND = "approval-deadline";
    private final Decisions decisions;

    Deadlines(Decisions decisions) {
        this.decisions = decisions;
    }

    static NewTask task(ObservatoryId observatory, UUID approval, Instant until) {
        return NewTask.of(observatory.value(), approval, KIND, "{}").at(until);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Verdict handle(Task task) {
        @Nullable Duration again = decisions.lapse(new ObservatoryId(task.observatory()), task.id());
        return again == null
                ? Verdict.DONE
                : Verdict.again(again.isNegative() ? Duration.ZERO : again, "It has time again.");
    }
}
