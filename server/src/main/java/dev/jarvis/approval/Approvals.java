package dev.jarvis.approval;

import dev.jarvis.integration.ActionCall;
import dev.jarvis.integration.ActionRunner;

/**
 * The one door: every act of a person, a rule or an agent is submitted here, is decided by policy, and runs only with the
 * consent that comes of it.
 *
 * <pre>{@code
 * switch (approvals.submit(call, Origin.of(principal))) { ... }
 * }</pre>
 *
 * <p>Safe for many threads. Blocks while the platform answers; call it with no transaction open.
 */
public final class Approvals {
    private final Policy policy;
    private final ActionRunner runner;
    private final Refusals refusals;

    Approvals(Policy policy, ActionRunner runner, Refusals refusals) {
        this.policy = policy;
        this.runner = runner;
        this.refusals = refusals;
    }

    /** Decides and, where it is allowed, does. */
    public <O extends Record> Outcome submit(ActionCall<?, ?, O> call, Origin origin) {
        return switch (policy.decide(origin)) {
            case Decision.Allow(String line, var consent) -> new Outcome.Decided(call.id(), runner.run(call, consent));
            case Decision.Deny(String line, String reason) -> refuse(call, origin, line, reason);
        };
    }

    /** What would be decided, without doing it and without a trace. */
    public Preview preview(ActionCall<?, ?, ?> call, Origin origin) {
        return switch (policy.decide(origin)) {
            case Decision.Allow(String line, var consent) -> new Preview("allow", line, "");
            case Decision.Deny(String line, String reason) -> new Preview("deny", line, reason);
        };
    }

    private Outcome refuse(ActionCall<?, ?, ?> call, Origin origin, String line, String reason) {
        refusals.record(call, origin, line, reason);
        return new Outcome.Refused(call.id(), "denied-by-policy", line, reason);
    }

    /** @param decision {@code allow} or {@code deny} */
    public record Preview(String decision, String line, String reason) {}
}
