package dev.jarvis.approval;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.work.NewTask;
import dev.jarvis.platform.work.WorkQueue;
import java.util.UUID;

/** Has members told that something waits for them: one task an observatory, woken rather than put again. */
final class ApprovalNotices {
    static final String KIND = "approval-notice";
    /** The same in every observatory, whose id stands before it in the key. */
    private static final UUID ONE = UUID.fromString("6e6f7469-6365-7000-8000-000000000001");

    private final WorkQueue queue;

    ApprovalNotices(WorkQueue queue) {
        this.queue = queue;
    }

    /** Within the transaction of what happened. */
    void somethingWaits(ObservatoryId observatory) {
        if (!queue.put(NewTask.of(observatory.value(), ONE, KIND, "{}"))) queue.wake(observatory.value(), ONE);
    }
}
