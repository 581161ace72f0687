package dev.jarvis.activity;

import java.util.Arrays;
import java.util.UUID;

/** A row's place in its observatory's chain. */
@SuppressWarnings("ArrayRecordComponent") // goes to and from bytea
record Seal(UUID observatory, long seq, UUID activity, byte[] hash) {
    /** Every so many rows of an observatory an anchor is made with the seal itself. */
    static final int ROWS_AN_ANCHOR = 1_000;

    /** The end of the chain of an observatory that has none. */
    static Seal beforeTheFirst(UUID observatory) {
        return new Seal(observatory, 0, new UUID(0, 0), ChainedRow.START);
    }

    Seal next(ChainedRow row) {
        return new Seal(observatory, seq + 1, row.id(), row.hashAfter(hash, seq + 1));
    }

    boolean hasSameHashAs(Seal other) {
        return Arrays.equals(hash, other.hash);
    }

    boolean isAnchored() {
        return seq % ROWS_AN_ANCHOR == 0;
    }
}
