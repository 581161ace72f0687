package dev.jarvis.approval;

import dev.jarvis.approval.policy.Evidence;
import dev.jarvis.approval.policy.Evidence.Factor;
import dev.jarvis.approval.policy.Evidence.History;
import dev.jarvis.integration.ActionCall;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * How sure one can be that people will say yes, from what can be shown: the product of its factors, each of which is kept
 * and shown with the request. Whether it predicts what people say is measured, see {@link Calibration}.
 */
final class Confidence {
    /** What people decided of this action from this origin, newest last. */
    private static final String HISTORY = """
            select count(*) filter (where state = 'approved' and original is null),
                   count(*) filter (where state = 'approved' and original is not null),
                   count(*) filter (where state in ('rejected', 'expired'))
            from approval_requests
            where observatory_id = ? and proposed_action ->> 'platform' = ? and proposed_action ->> 'action' = ?
              and origin ->> 'kind' = ? and origin ->> 'id' is not distinct from ?::text
            """;

    private static final String RECENT = """
            select input from calls
            where observatory_id = ? and platform = ? and action = ? and state = 'done' order by id desc limit 50
            """;

    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Confidence(TenantTransactions db, JdbcClient jdbc, JsonMapper json) {
        this.db = db;
        this.jdbc = jdbc;
        this.json = json;
    }

    Evidence of(ActionCall<?, ?, ?> call, Origin origin) {
        return db.readInObservatory(call.observatory().value(), () -> {
            History history = history(call, origin);
            List<Content> earlier = recent(call);
            Content proposed = Content.of(call.input());
            List<Factor> factors = new ArrayList<>();
            factors.add(precedent(history));
            recipients(call.observatory(), proposed, earlier).forEach(factors::add);
            likeness(proposed, earlier).ifPresent(factors::add);
            if (proposed.namesMoney()) factors.add(new Factor("money", 0.7, "It speaks of an amount of money."));
            double product = factors.stream().mapToDouble(Factor::value).reduce(1, (a, b) -> a * b);
            return new Evidence(history, rounded(product), factors);
        });
    }

    private History history(ActionCall<?, ?, ?> call, Origin origin) {
        @Nullable UUID id = origin.actor().id();
        return jdbc.sql(HISTORY)
                .params(Arrays.asList(
                        call.observatory().value(),
                        call.connection().platform(),
                        call.action().id(),
                        origin.actor().kind().name(),
                        id == null ? null : id.toString()))
                .query((row, number) -> new History(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    private List<Content> recent(ActionCall<?, ?, ?> call) {
        return jdbc.sql(RECENT)
                .params(
                        call.observatory().value(),
                        call.connection().platform(),
                        call.action().id())
                .query((row, number) -> Content.of(json.readTree(row.getString(1))))
                .list();
    }

    /** An edited approval is half a yes. */
    private static Factor precedent(History history) {
        double yes = history.approved() + history.edited() / 2.0;
        String words = "Of %d like it, %d were approved as they were, %d after an edit, %d were not."
                .formatted(history.total(), history.approved(), history.edited(), history.rejected());
        return new Factor("precedent", rounded(lowerBound(yes, history.total())), words);
    }

    /** Wilson's score interval, 90% one-sided: little history is little confidence. */
    static double lowerBound(double yes, double all) {
        if (all == 0) return 0.2;
        double z = 1.2816;
        double share = yes / all;
        double centre = share + z * z / (2 * all);
        double spread = z * Math.sqrt((share * (1 - share) + z * z / (4 * all)) / all);
        return Math.max(0, (centre - spread) / (1 + z * z / all));
    }

    private List<Factor> recipients(ObservatoryId observatory, Content proposed, List<Content> earlier) {
        if (proposed.recipients().isEmpty()) return List.of();
        List<Factor> factors = new ArrayList<>();
        long known = proposed.recipients().stream()
                .filter(one ->
                        earlier.stream().anyMatch(past -> past.recipients().contains(one)))
                .count();
        int all = proposed.recipients().size();
        double share = known / (double) all;
        factors.add(new Factor(
                "recipients",
                rounded(0.6 + 0.4 * share),
                "%d of %d recipients were written to before.".formatted(known, all)));
        Set<String> own = domains(observatory);
        long outside = proposed.recipients().stream()
                .filter(one -> one.contains("@") && !own.contains(domain(one)))
                .count();
        if (outside > 0)
            factors.add(
                    new Factor("outside", 0.9, "%d of %d are outside of your own domains.".formatted(outside, all)));
        if (all > 10)
            factors.add(
                    new Factor("bulk", rounded(Math.max(0.3, 10.0 / all)), "It goes to %d at once.".formatted(all)));
        return factors;
    }

    private Set<String> domains(ObservatoryId observatory) {
        return Set.copyOf(
                jdbc.sql("""
                        select distinct split_part(u.email, '@', 2) from memberships m join users u on u.id = m.user_id
                        where m.observatory_id = ?
                        """).param(observatory.value()).query(String.class).list());
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static java.util.Optional<Factor> likeness(Content proposed, List<Content> earlier) {
        if (proposed.words().isEmpty() || earlier.isEmpty()) return java.util.Optional.empty();
        double nearest = earlier.stream().mapToDouble(proposed::likeness).max().orElse(0);
        String words =
                "The nearest of what was done before shares %d%% of its words.".formatted(Math.round(nearest * 100));
        return java.util.Optional.of(new Factor("likeness", rounded(0.7 + 0.3 * nearest), words));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
