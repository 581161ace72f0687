package dev.jarvis.platform.db;

import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way to the database: a block of work in one transaction that belongs to one observatory.
 *
 * <pre>{@code
 * List<Rule> rules = db.inObservatory(observatory.value(), () -> jdbc.sql("select ...").query(Rule.class).list());
 * }</pre>
 *
 * <p>Inside, any {@code JdbcClient} of the application sees that observatory's rows and no others. Blocks for the same
 * observatory may stand in each other and are one transaction; an exception that leaves the outermost rolls back. A
 * statement outside of a block is a {@link TenantUnbound} before it reaches the server. Make no call to another server
 * inside: a connection is held all the while. Safe for any thread; a thread started inside is not bound.
 */
public final class TenantTransactions {
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    TenantTransactions(JdbcTransactionManager manager) {
        this.writing = new TransactionTemplate(manager);
        this.reading = new TransactionTemplate(manager);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Runs the work in a transaction of this observatory. */
    public <T> T inObservatory(UUID observatory, Supplier<T> work) {
        return run(writing, new TenantScope.Observatory(observatory), work);
    }

    /** As {@link #inObservatory(UUID, Supplier)}, without an answer. */
    public void inObservatory(UUID observatory, Runnable work) {
        inObservatory(observatory, answering(work));
    }

    /** Reads several things of this observatory as they were at one instant. Writing inside is refused by the server. */
    public <T> T readInObservatory(UUID observatory, Supplier<T> work) {
        return run(reading, new TenantScope.Observatory(observatory), work);
    }

    /** For tables that belong to no observatory and for look-ups that find one; tenant tables show no rows. */
    public <T> T global(Supplier<T> work) {
        return run(writing, new TenantScope.Global(), work);
    }

    /** As {@link #global(Supplier)}, without an answer. */
    public void global(Runnable work) {
        global(answering(work));
    }

    private static <T> T run(TransactionTemplate template, TenantScope scope, Supplier<T> work) {
        if (!TenantScope.CURRENT.isBound()) {
            return ScopedValue.where(TenantScope.CURRENT, scope).call(() -> transact(template, work));
        }
        if (!scope.equals(TenantScope.CURRENT.get())) {
            throw new IllegalStateException("A transaction of " + TenantScope.CURRENT.get()
                    + " is open; it cannot become one of " + scope + ". End it first.");
        }
        return transact(template, work);
    }

    @SuppressWarnings("NullAway") // the template hands back what the work gave
    private static <T> T transact(TransactionTemplate template, Supplier<T> work) {
        return template.execute(_ -> work.get());
    }

    @SuppressWarnings("NullAway") // nobody looks at the answer
    private static Supplier<Object> answering(Runnable work) {
        return () -> {
            work.run();
            return null;
        };
    }
}
