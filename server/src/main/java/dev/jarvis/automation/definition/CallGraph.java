package dev.jarvis.automation.definition;

import dev.jarvis.platform.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Which rule calls which, by a step or when one fails. It must have no cycle, whatever is on or off. */
final class CallGraph {
    /** @param others the rules that are there; the one itself may be among them as it was before */
    static List<FieldError> mistakes(UUID self, Definition definition, List<StoredRule> others) {
        Map<UUID, StoredRule> known = new HashMap<>();
        others.forEach(rule -> known.put(rule.id(), rule));
        List<FieldError> mistakes = new ArrayList<>();
        new Walk(definition) {
            @Override
            void at(String path, Step step) {
                if (step instanceof Step.CallRule call) check(path + ".rule", call.rule());
                if (step.onFailure() instanceof OnFailure.Call(UUID rule)) check(path + ".onFailure.rule", rule);
            }

            private void check(String field, UUID called) {
                if (called.equals(self)) mistakes.add(new FieldError(field, "is this rule itself"));
                else if (!known.containsKey(called))
                    mistakes.add(new FieldError(field, "is not a rule of this observatory"));
                else if (reaches(called, self, known, new HashSet<>()))
                    mistakes.add(new FieldError(
                            field,
                            "makes a cycle: %s calls this rule"
                                    .formatted(known.get(called).draft().name())));
            }
        }.go();
        return mistakes;
    }

    static Optional<StoredRule> callerOf(UUID rule, List<StoredRule> all) {
        return all.stream()
                .filter(other -> !other.id().equals(rule)
                        && calls(other.draft().definition()).anyMatch(rule::equals))
                .findFirst();
    }

    private static boolean reaches(UUID from, UUID wanted, Map<UUID, StoredRule> known, Set<UUID> seen) {
        StoredRule rule = known.get(from);
        if (rule == null || !seen.add(from)) return false;
        return calls(rule.draft().definition())
                .anyMatch(called -> called.equals(wanted) || reaches(called, wanted, known, seen));
    }

    private static Stream<UUID> calls(Definition definition) {
        return definition
                .allSteps()
                .flatMap(step -> Stream.concat(
                        step instanceof Step.CallRule call ? Stream.of(call.rule()) : Stream.empty(),
                        step.onFailure() instanceof OnFailure.Call(UUID rule) ? Stream.of(rule) : Stream.empty()));
    }

    private CallGraph() {}
}
