package dev.jarvis.activity;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One place where the log is not what was sealed.
 *
 * @param seq the place in the chain, where there is one
 * @param activity the row, where it is known
 * @param what in plain words
 */
public record Finding(
        Kind kind, @Nullable Long seq, @Nullable UUID activity, String what) {
    /** What was done to the log, with the step that helps. */
    public enum Kind {
        EDITED("A field of the row, its place or its hash was changed.", "Compare the row with a backup from before."),
        WORDS_EDITED(
                "The row's title, description or metadata were changed.", "Compare the row with a backup from before."),
        ERASED_UNRECORDED(
                "The row's words were erased, and no row of the log says so.",
                "Find out who erased them; take the words from a backup."),
        ROW_DELETED("The row was deleted; its seal is still there.", "Take the row from a backup."),
        SEAL_DELETED("Seals were deleted from the middle of the chain.", "Take rows and seals from a backup."),
        NOT_SEALED(
                "The row was slipped in behind the sealer, or its seal was deleted.",
                "Compare with a backup from before; do not trust the row."),
        CUT_OFF(
                "The chain ends before a place that was anchored: its end was cut off, or the database was restored from"
                        + " an older backup.",
                "If nobody restored a backup, take the missing rows from a newer one."),
        REWRITTEN(
                "The chain differs from the anchor signed at this place: it was written anew.",
                "Trust nothing between the last anchor that agrees and this one; compare with a backup."),
        ANCHOR_DELETED("The anchor that every thousandth row gets is gone.", "Compare with the anchor files."),
        OBSERVATORY_REMOVED(
                "The observatory is gone, and no row of its log says who deleted it.",
                "Find out who removed it; take it from a backup."),
        ANCHOR_FORGED(
                "The anchor's signature is not from this instance's key.",
                "Compare with the anchor files; check that the master key is the one of that time.");

        private final String what;
        private final String next;

        Kind(String what, String next) {
            this.what = what;
            this.next = next;
        }

        /** What now. */
        public String next() {
            return next;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Finding at(Kind kind, long seq, @Nullable UUID activity) {
        return new Finding(kind, seq, activity, kind.what);
    }

    static Finding ofAll(Kind kind) {
        return new Finding(kind, null, null, kind.what);
    }

    static Finding of(Kind kind, UUID activity) {
        return new Finding(kind, null, activity, kind.what);
    }
}
