package dev.jarvis.automation.definition;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.problem.Problem.FieldError;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Where people make, edit and switch rules. What cannot run is refused here, with the field. */
final class RuleDesk {
    private static final int MOST_RULES = 5_000;

    private final TenantTransactions db;
    private final RuleTable table;
    private final Checks checks;
    private final RuleLog log;

    RuleDesk(TenantTransactions db, RuleTable table, Checks checks, RuleLog log) {
        this.db = db;
        this.table = table;
        this.checks = checks;
        this.log = log;
    }

    /** @return every mistake that saving it would name */
    List<FieldError> check(ObservatoryId observatory, NewRule wanted) {
        return checks.of(observatory, wanted.definition(), wanted.enabled());
    }

    Rule make(Principal by, NewRule wanted) {
        insist(check(by.observatory(), wanted));
        UUID id = UuidV7.next();
        return alone(by.observatory(), () -> {
            List<StoredRule> others = table.all(by.observatory());
            if (others.size() >= MOST_RULES)
                throw Problem.conflict("too-many-rules", "An observatory has at most 5000 rules. Delete some first.");
            insist(CallGraph.mistakes(id, wanted.definition(), others));
            table.insert(by, id, Draft.of(wanted), wanted.enabled());
            return told(by, id, "made");
        });
    }

    /** @param version the one the caller saw; another by now is refused, so that nobody's edit is lost */
    Rule change(Principal by, UUID id, long version, RuleChange change) {
        StoredRule seen = db.readInObservatory(by.observatory().value(), () -> get(by, id));
        insistOnVersion(seen, version);
        Draft wanted = change.of(seen.draft());
        insist(checks.of(by.observatory(), wanted.definition(), seen.enabledAt() != null));
        return alone(by.observatory(), () -> {
            StoredRule now = table.lock(by.observatory(), id);
            insistOnVersion(now, version);
            insist(CallGraph.mistakes(id, wanted.definition(), table.all(by.observatory())));
            table.update(by, id, now.version() + 1, wanted);
            return told(by, id, "changed");
        });
    }

    Rule enable(Principal by, UUID id) {
        StoredRule seen = db.readInObservatory(by.observatory().value(), () -> get(by, id));
        if (seen.enabledAt() != null) return Rule.of(seen);
        insist(checks.of(by.observatory(), seen.draft().definition(), true));
        return alone(by.observatory(), () -> {
            StoredRule now = table.lock(by.observatory(), id);
            if (now.enabledAt() != null) return Rule.of(now);
            if (now.version() != seen.version()) throw changed(now);
            table.enable(by.observatory(), id);
            return told(by, id, "enabled");
        });
    }

    Rule disable(Principal by, UUID id) {
        return db.inObservatory(by.observatory().value(), () -> {
            StoredRule now = table.lock(by.observatory(), id);
            if (now.enabledAt() == null) return Rule.of(now);
            table.disable(by.observatory(), id);
            return told(by, id, "disabled");
        });
    }

    /** Its runs stay. One that another rule calls is not deleted. */
    void delete(Principal by, UUID id) {
        alone(by.observatory(), () -> {
            StoredRule now = table.lock(by.observatory(), id);
            CallGraph.callerOf(id, table.all(by.observatory())).ifPresent(caller -> {
                throw Problem.conflict(
                        "rule-in-use",
                        "The rule %s calls it. Change that one first."
                                .formatted(caller.draft().name()));
            });
            table.delete(by.observatory(), id);
            log.tell(by, now, "deleted");
            return now;
        });
    }

    private StoredRule get(Principal by, UUID id) {
        return table.find(by.observatory(), id).orElseThrow(() -> Problem.notFound("rule"));
    }

    private Rule told(Principal by, UUID id, String change) {
        StoredRule now = get(by, id);
        log.tell(by, now, change);
        return Rule.of(now);
    }

    private <T> T alone(ObservatoryId observatory, Supplier<T> work) {
        return db.inObservatory(observatory.value(), () -> {
            table.oneAtATime(observatory);
            return work.get();
        });
    }

    private static void insistOnVersion(StoredRule now, long version) {
        if (now.version() != version) throw changed(now);
    }

    private static Problem changed(StoredRule now) {
        return Problem.of(
                        412,
                        "changed-meanwhile",
                        "The rule has changed since you read it; it is at version %d now. Look at it again."
                                .formatted(now.version()))
                .with("version", now.version());
    }

    private static void insist(List<FieldError> mistakes) {
        if (!mistakes.isEmpty()) throw Problem.badInput(mistakes);
    }
}
