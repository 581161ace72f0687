package dev.jarvis.platform.work;

import dev.jarvis.platform.db.TenantTransactions;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The figures that tell an operator whether work keeps up. Not one has a label, so their number never grows. Read when
 * somebody looks at the management port, at most once in {@link #FRESH}, and unknown while the database is away.
 */
final class StandingMetrics implements MeterBinder {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final ThisNode node;
    private final Duration fresh;
    private @Nullable Standing last;
    private long readAt;

    StandingMetrics(TenantTransactions db, JdbcClient jdbc, ThisNode node) {
        this(db, jdbc, node, FRESH);
    }

    StandingMetrics(TenantTransactions db, JdbcClient jdbc, ThisNode node, Duration fresh) {
        this.db = db;
        this.jdbc = jdbc;
        this.node = node;
        this.fresh = fresh;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        seconds(registry, "jarvis.queue.age", "How long the oldest due task has waited", Standing::queueAge);
        seconds(registry, "jarvis.schedules.lateness", "How late the latest schedule is", Standing::lateness);
        seconds(
                registry,
                "jarvis.rules.success.age",
                "Since when the rule that is longest without a success is without one",
                Standing::successAge);
        gauge("jarvis.calls.ambiguous", "Calls of which nobody knows whether they took effect", Standing::ambiguous)
                .register(registry);
        Gauge.builder("jarvis.clock.skew", node, it -> it.skew().seconds())
                .description("By how much this machine's clock is ahead of the database's")
                .baseUnit("seconds")
                .register(registry);
        FunctionCounter.builder("jarvis.lease.losses", node, ThisNode::losses)
                .description("How often the others took this node for dead while it lived")
                .register(registry);
    }

    private void seconds(MeterRegistry registry, String name, String what, ToDoubleFunction<Standing> figure) {
        gauge(name, what, figure).baseUnit("seconds").register(registry);
    }

    private Gauge.Builder<?> gauge(String name, String what, ToDoubleFunction<Standing> figure) {
        return Gauge.builder(name, this, metrics -> figure.applyAsDouble(metrics.standing()))
                .description(what);
    }

    /** One look for all figures of a scrape, and one wait for all while the database is away. */
    private synchronized Standing standing() {
        Standing known = last;
        if (known == null || System.nanoTime() - readAt > fresh.toNanos()) {
            known = read();
            last = known;
            readAt = System.nanoTime();
        }
        return known;
    }

    private Standing read() {
        try {
            return db.global(() -> jdbc.sql(Standing.READ).query(Standing::of).single());
        } catch (RuntimeException e) {
            return Standing.UNKNOWN;
        }
    }
}
