package dev.jarvis.automation.definition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jarvis.integration.Dependents;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantReads;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The rules as the engine needs them, answered from memory. What is on or off is known on this node with the
 * change, on every other within milliseconds, and looked at anew once a minute.
 *
 * <pre>{@code
 * for (RuleVersion rule : rules.startedBy(observatory, hook)) runs.start(rule, ...);
 * }</pre>
 *
 * <p>Safe for many threads. None of it needs a transaction, and none sees what an open one has written.
 */
public final class Rules {
    static final String CHANGED = "rules_changed";

    private static final Duration OLDEST = Duration.ofMinutes(1);
    private static final String ENABLED = RuleTable.CURRENT + " and r.enabled order by r.id";
    private static final String VERSION =
            RuleTable.SELECT + " where r.observatory_id = ? and r.id = ? and v.version = ?";

    private final TenantReads reads;
    private final RuleTable table;
    private final Cache<Known, RuleVersion> versions =
            Caffeine.newBuilder().maximumSize(20_000).build();
    private final Cache<ObservatoryId, Enabled> enabled = Caffeine.newBuilder()
            .maximumWeight(100_000)
            .<ObservatoryId, Enabled>weigher((_, rules) -> 1 + rules.all.size())
            .expireAfterWrite(OLDEST)
            .build();

    /** @param awaited the types of events that one of them listens or waits for */
    private record Enabled(List<RuleVersion> all, Set<String> awaited) {
        static final Enabled NONE = new Enabled(List.of(), Set.of());

        static Enabled of(List<RuleVersion> all) {
            return new Enabled(
                    all,
                    all.stream()
                            .flatMap(version -> version.definition().awaited())
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    private record Known(ObservatoryId observatory, UUID rule, long number) {}

    Rules(TenantReads reads, RuleTable table, Notices notices) {
        this.reads = reads;
        this.table = table;
        notices.on(CHANGED, this::heard);
    }

    /** The version of a rule that runs now; empty when it is off, deleted or not there. */
    public Optional<RuleVersion> active(ObservatoryId observatory, UUID rule) {
        return all(observatory).stream()
                .filter(version -> version.rule().equals(rule))
                .findFirst();
    }

    /** Those that a webhook starts, oldest first. */
    public List<RuleVersion> startedBy(ObservatoryId observatory, UUID hook) {
        return all(observatory).stream()
                .filter(version ->
                        version.definition().trigger() instanceof Trigger.Webhook(UUID own) && own.equals(hook))
                .toList();
    }

    /** Those that some event starts, oldest first. */
    public List<RuleVersion> startedByEvents(ObservatoryId observatory) {
        return all(observatory).stream()
                .filter(version -> version.definition().trigger() instanceof Trigger.Event)
                .toList();
    }

    /** Whether a rule that is on listens for events of this type, or waits for one in a step. */
    public boolean awaits(ObservatoryId observatory, String type) {
        return enabled(observatory).awaited.contains(type);
    }

    /** Any version that ever was, also of a rule that is off or deleted. */
    public Optional<RuleVersion> version(ObservatoryId observatory, UUID rule, long number) {
        Known known = new Known(observatory, rule, number);
        RuleVersion kept = versions.getIfPresent(known);
        if (kept != null) return Optional.of(kept);
        Optional<RuleVersion> found = reads.one(
                        observatory.value(), VERSION, table::row, observatory.value(), rule, number)
                .map(stored -> stored.of(observatory));
        found.ifPresent(version -> versions.put(known, version));
        return found;
    }

    /** What the rules that are turned on act with. */
    List<Dependents.Need> needs(ObservatoryId observatory) {
        return all(observatory).stream().flatMap(Rules::needs).toList();
    }

    private static Stream<Dependents.Need> needs(RuleVersion rule) {
        return rule.definition().steps().stream()
                .flatMap(Step::all)
                .filter(Step.Act.class::isInstance)
                .map(Step.Act.class::cast)
                .map(act -> new Dependents.Need(rule.rule(), act.platform(), act.account()));
    }

    /** The newest version, also of a rule that is off; empty when it is deleted or not there. */
    public Optional<RuleVersion> newest(ObservatoryId observatory, UUID rule) {
        return reads.one(
                        observatory.value(), RuleTable.CURRENT + " and r.id = ?", table::row, observatory.value(), rule)
                .map(stored -> stored.of(observatory));
    }

    private List<RuleVersion> all(ObservatoryId observatory) {
        return enabled(observatory).all;
    }

    private Enabled enabled(ObservatoryId observatory) {
        return Objects.requireNonNullElse(enabled.get(observatory, this::load), Enabled.NONE);
    }

    private Enabled load(ObservatoryId observatory) {
        return Enabled.of(reads.list(observatory.value(), ENABLED, table::row, observatory.value()).stream()
                .map(stored -> stored.of(observatory))
                .toList());
    }

    /** This node need not wait for its own notice. */
    @TransactionalEventListener
    void turned(RuleTurned news) {
        enabled.invalidate(news.observatory());
    }

    private void heard(String observatory) {
        if (observatory.equals(Notices.MISSED_SOME)) enabled.invalidateAll();
        else enabled.invalidate(new ObservatoryId(UUID.fromString(observatory)));
    }
}
