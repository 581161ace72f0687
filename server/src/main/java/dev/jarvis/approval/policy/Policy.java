package dev.jarvis.approval.policy;

import dev.jarvis.platform.expression.Environment;
import dev.jarvis.platform.expression.EvaluationFailed;
import dev.jarvis.platform.expression.Expression;
import dev.jarvis.platform.expression.ExpressionRefused;
import dev.jarvis.platform.expression.Expressions;
import dev.jarvis.platform.expression.Mistake;
import dev.jarvis.platform.expression.Type;
import dev.jarvis.platform.expression.Values;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.problem.Problem.FieldError;
import dev.jarvis.sdk.Risk;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An observatory's lines, compiled. The first whose condition holds decides; when none does, people are asked. A line that
 * cannot be evaluated asks, too: it must not let through what it was written to stop, nor stop the business.
 *
 * <p>Immutable and safe for many threads; deciding takes some microseconds.
 */
public final class Policy {
    private static final Logger LOG = LoggerFactory.getLogger(Policy.class);
    private static final int MOST_LINES = 100;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Environment ENVIRONMENT = Environment.of(Map.of(
            "action",
            Type.record(
                    "action",
                    Map.of(
                            "name", Type.TEXT,
                            "platform", Type.TEXT,
                            "id", Type.TEXT,
                            "risk", Type.TEXT,
                            "effect", Type.TEXT,
                            "reversible", Type.BOOLEAN,
                            "cost", Type.NUMBER,
                            "currency", Type.TEXT)),
            "origin",
            Type.record("origin", Map.of("kind", Type.TEXT, "id", Type.TEXT, "name", Type.TEXT, "key", Type.BOOLEAN)),
            "input",
            Type.ANY,
            "connection",
            Type.record("connection", Map.of("id", Type.TEXT, "platform", Type.TEXT, "account", Type.TEXT)),
            "history",
            Type.record(
                    "history",
                    Map.of(
                            "approved", Type.INTEGER,
                            "edited", Type.INTEGER,
                            "rejected", Type.INTEGER,
                            "total", Type.INTEGER)),
            "confidence",
            Type.NUMBER,
            "time",
            Type.record(
                    "time",
                    Map.of("now", Type.TEXT, "hour", Type.INTEGER, "weekday", Type.INTEGER, "date", Type.TEXT))));

    /** What a new observatory begins with. */
    public static final List<PolicyLine> USUAL = List.of(
            PolicyLine.allow("people-may", "origin.kind == 'person' && action.risk != 'high'"),
            new PolicyLine(
                    "people-prove-themselves",
                    "origin.kind == 'person' && !origin.key",
                    PolicyLine.Then.ALLOW,
                    null,
                    true,
                    null,
                    null,
                    null),
            PolicyLine.allow("rules-and-services-may", "origin.kind in ['rule', 'service'] && action.risk != 'high'"),
            PolicyLine.allow("agents-may-little", "origin.kind == 'agent' && action.risk == 'low'"),
            PolicyLine.ask("ask-for-the-rest", "true"));

    private static final Ruling.Ask OTHERWISE =
            Ruling.Ask.usual("otherwise", "No line of the policy says anything of this, so people are asked.");

    private final long version;
    private final ZoneId zone;
    private final List<Compiled> lines;

    private record Compiled(PolicyLine line, Expression when) {}

    private Policy(long version, ZoneId zone, List<Compiled> lines) {
        this.version = version;
        this.zone = zone;
        this.lines = lines;
    }

    /** @throws Problem 400 with the field and the place within it of each mistake */
    public static Policy compile(long version, ZoneId zone, List<PolicyLine> lines) {
        if (lines.isEmpty() || lines.size() > MOST_LINES)
            throw Problem.badInput("lines", "must have 1 to %d entries".formatted(MOST_LINES));
        List<FieldError> mistakes = new ArrayList<>();
        List<Compiled> compiled = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            PolicyLine line = lines.get(i);
            if (!names.add(line.name()))
                mistakes.add(new FieldError("lines[%d].name".formatted(i), "is the name of an earlier line, too"));
            try {
                compiled.add(new Compiled(line, Expressions.condition(line.when(), ENVIRONMENT)));
            } catch (ExpressionRefused e) {
                for (Mistake mistake : e.mistakes())
                    mistakes.add(new FieldError("lines[%d].when".formatted(i), mistake.words()));
            }
        }
        if (!mistakes.isEmpty()) throw Problem.badInput(mistakes);
        return new Policy(version, zone, List.copyOf(compiled));
    }

    public long version() {
        return version;
    }

    public List<PolicyLine> lines() {
        return lines.stream().map(Compiled::line).toList();
    }

    public Ruling decide(Proposal proposal) {
        Values values = values(proposal);
        for (Compiled compiled : lines) {
            if (compiled.when.variables().contains("history")
                    || compiled.when.variables().contains("confidence"))
                values = withEvidence(values, proposal.evidence().get());
            try {
                if (compiled.when.holds(values)) return ruling(compiled.line, proposal.risk());
            } catch (EvaluationFailed e) {
                LOG.debug("line {} of a policy could not be evaluated: {}", compiled.line.name(), e.getMessage());
                return broken(compiled.line, e);
            }
        }
        return OTHERWISE;
    }

    private static Ruling ruling(PolicyLine line, Risk risk) {
        return switch (line.then()) {
            case ALLOW -> new Ruling.Allow(line.name(), line.wantsStepUp());
            case DENY -> new Ruling.Deny(line.name(), said(line, "The policy of this observatory does not allow it."));
            case ASK ->
                new Ruling.Ask(
                        line.name(),
                        said(line, "The policy asks people first about a %s risk.".formatted(risk.wireName())),
                        line.deciders(),
                        line.time(),
                        line.lapse() == AtDeadline.APPROVE && risk != Risk.LOW ? AtDeadline.REJECT : line.lapse());
        };
    }

    private static Ruling broken(PolicyLine line, EvaluationFailed e) {
        String reason = "The line %s of the policy could not be evaluated (%s), so people are asked."
                .formatted(line.name(), e.mistake().words());
        return new Ruling.Ask(line.name(), reason, line.deciders(), line.time(), AtDeadline.REJECT);
    }

    private static String said(PolicyLine line, String otherwise) {
        return line.reason() == null ? otherwise : line.reason();
    }

    private Values values(Proposal proposal) {
        ZonedDateTime now = proposal.at().atZone(zone);
        ObjectNode time = JSON.objectNode()
                .put("now", now.toOffsetDateTime().toString())
                .put("hour", now.getHour())
                .put("weekday", now.getDayOfWeek().getValue())
                .put("date", now.toLocalDate().toString());
        return Values.of(Map.<String, JsonNode>of(
                "action", proposal.action(),
                "origin", proposal.origin(),
                "input", proposal.input(),
                "connection", proposal.connection(),
                "time", time));
    }

    private static Values withEvidence(Values values, Evidence evidence) {
        Evidence.History history = evidence.history();
        ObjectNode known = JSON.objectNode()
                .put("approved", history.approved())
                .put("edited", history.edited())
                .put("rejected", history.rejected())
                .put("total", history.total());
        return values.with("history", known).with("confidence", JSON.numberNode(evidence.confidence()));
    }
}
