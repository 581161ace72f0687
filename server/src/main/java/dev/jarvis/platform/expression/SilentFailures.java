package dev.jarvis.platform.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Charges for what fails without a word. Where one part decides, CEL drops the error of another: {@code 1/0 == 1 || true} is true,
 * and {@code all} and {@code exists} go on behind an item that failed. The engine tells of no step that fails, yet each costs an
 * exception; so a step that drops errors is charged for one when the part it looks at first was not told of before it.
 */
final class SilentFailures {
    /** An exception or two, thrown and caught: some 20 microseconds. */
    static final int PRICE = 1_000;

    private static final Set<String> DROPPING = Set.of("_&&_", "_||_", "@not_strictly_false", "_?_:_");

    /** What is neither true nor false is written whole into the error that is dropped; that costs more than walking through it. */
    private static final int WRITING = 4;

    private final Map<Long, Long> firstParts;
    private final Set<Long> parts;

    private SilentFailures(List<CelExpr> dropping) {
        this.firstParts = dropping.stream()
                .collect(Collectors.toMap(
                        CelExpr::id, step -> step.call().args().getFirst().id(), (one, same) -> one));
        this.parts = dropping.stream()
                .flatMap(step -> conditions(step.call()).stream())
                .map(CelExpr::id)
                .collect(Collectors.toSet());
    }

    static SilentFailures in(CelAbstractSyntaxTree checked) {
        return new SilentFailures(CelNavigableAst.fromAst(checked)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
                .map(CelNavigableExpr::expr)
                .filter(step -> DROPPING.contains(step.call().function()))
                .toList());
    }

    private static List<CelExpr> conditions(CelExpr.CelCall step) {
        return step.function().equals("_?_:_") ? step.args().subList(0, 1) : step.args();
    }

    Watch watch(Meter meter) {
        return new Watch(meter);
    }

    /** Of one evaluation; not for more than one thread. */
    final class Watch {
        private final Meter meter;
        private final Set<Long> told = new HashSet<>();

        private Watch(Meter meter) {
            this.meter = meter;
        }

        /** @param result of a step that did not fail */
        void see(CelExpr step, Object result) {
            if (parts.isEmpty()) return;
            Long first = firstParts.get(step.id());
            if (first != null && !told.remove(first)) meter.charge(PRICE);
            if (!parts.contains(step.id())) return;
            if (result instanceof Boolean) told.add(step.id());
            else notBoolean(result);
        }

        private void notBoolean(Object result) {
            meter.charge(PRICE);
            for (int i = 0; i < WRITING; i++) meter.walk(result);
        }
    }
}
