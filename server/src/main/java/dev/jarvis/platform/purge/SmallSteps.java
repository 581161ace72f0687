package dev.jarvis.platform.purge;

import java.util.function.IntSupplier;

/** Deletes much in small transactions, so that nobody waits long for a row that is locked. */
public final class SmallSteps {
    /** Rows a step deletes at most. */
    public static final int MOST = 1_000;

    /**
     * Repeats a step until one finds fewer than {@link #MOST} rows, or the thread is interrupted; the rest waits for the
     * next round.
     *
     * @param step deletes up to {@link #MOST} rows in a transaction of its own and answers how many
     * @return how many went in all
     */
    public static long untilDone(IntSupplier step) {
        long all = 0;
        int gone = MOST;
        while (gone == MOST && !Thread.currentThread().isInterrupted()) {
            gone = step.getAsInt();
            all += gone;
        }
        return all;
    }

    private SmallSteps() {}
}
