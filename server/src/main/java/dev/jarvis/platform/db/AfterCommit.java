package dev.jarvis.platform.db;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What happens only if, and not before, the open transaction is committed. */
public final class AfterCommit {
    /**
     * Runs it on the thread that commits, while the caller of the transaction still waits; at once without a transaction.
     *
     * @param deed is quick and does not ask the database; what it throws reaches the caller although all is committed
     */
    public static void run(Runnable deed) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            deed.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                deed.run();
            }
        });
    }

    /** Runs it on a virtual thread of its own, for which nobody waits. */
    public static void start(String thread, Runnable deed) {
        run(() -> Thread.ofVirtual().name(thread).start(deed));
    }

    private AfterCommit() {}
}
