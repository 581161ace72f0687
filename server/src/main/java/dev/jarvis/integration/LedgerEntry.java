package dev.jarvis.integration;

import dev.jarvis.activity.Activity;
import dev.jarvis.observatory.ObservatoryId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the batched path writes into the ledger of calls. */
sealed interface LedgerEntry {
    ObservatoryId observatory();

    UUID call();

    /**
     * Before the first byte leaves. Written only while the connection is connected and its credentials are still of this
     * version.
     */
    record Sending(
            ObservatoryId observatory,
            UUID call,
            UUID integration,
            long credentialVersion,
            String platform,
            String action,
            String effect,
            String risk,
            String origin,
            String consent,
            String input,
            byte[] inputHash)
            implements LedgerEntry {}

    /** The end, with its row of the log; written only by the node that still holds the call. */
    record Finished(
            ObservatoryId observatory,
            UUID call,
            long epoch,
            String state,
            @Nullable String output,
            @Nullable String problem,
            Activity activity)
            implements LedgerEntry {}

    /** What the database says of an entry. */
    enum Verdict {
        WRITTEN,
        /** The connection changed, or someone else holds the call now. */
        STALE
    }
}
