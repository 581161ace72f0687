package dev.jarvis.platform.db;

/** Code asked for a connection without saying for which observatory: a mistake in the program, never of a caller. */
public final class TenantUnbound extends IllegalStateException {
    private static final long serialVersionUID = 1;

    TenantUnbound() {
        super(
                "No observatory is bound to this thread. Use TenantTransactions.inObservatory(id, ...), or global(...) for"
                        + " tables that belong to nobody.");
    }
}
