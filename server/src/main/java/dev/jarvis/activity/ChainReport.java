package dev.jarvis.activity;

import java.util.List;

/** What {@link ChainCheck} found. */
public sealed interface ChainReport {
    Counts counts();

    /** Every sealed row is as it was sealed, and the chain agrees with every anchor. */
    record Intact(Counts counts) implements ChainReport {}

    /**
     * Somebody changed the log behind Jarvis's back.
     *
     * @param findings the first of them, in the order of the chain, at most {@link #MOST}
     * @param total how many there are
     */
    record Broken(Counts counts, List<Finding> findings, long total) implements ChainReport {
        public static final int MOST = 1_000;

        public Broken {
            findings = List.copyOf(findings);
        }
    }

    /**
     * @param sealed rows in the chain
     * @param waiting rows written and not in the chain yet, as is usual for about a second
     * @param erased rows whose words were erased on record
     * @param forgotten rows deleted on record because their time was over; their seals are still there
     * @param anchors signed statements the chain was compared with, of the database and the files
     */
    record Counts(long sealed, long waiting, long erased, long forgotten, long anchors) {}
}
