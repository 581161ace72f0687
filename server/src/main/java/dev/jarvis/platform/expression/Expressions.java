package dev.jarvis.platform.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compiles what people write; see {@link Environment} for the language.
 *
 * <pre>{@code
 * Expression large = Expressions.condition("trigger.amount > 1000", RULES);
 * if (large.holds(values)) ...
 * }</pre>
 */
public final class Expressions {
    private static final Set<CelKind> KEYS =
            Set.of(CelKind.STRING, CelKind.INT, CelKind.UINT, CelKind.BOOL, CelKind.DOUBLE);

    private static final Pattern UNEXPECTED =
            Pattern.compile("(?s)(?:mismatched|extraneous) input '(.*?)' expecting .*");

    private static final int DEEPEST = 250;

    private Expressions() {}

    /** @throws ExpressionRefused with the place of each mistake */
    public static Expression compile(String text, Environment environment) {
        return environment.compiled(text, fresh -> compiled(fresh, environment));
    }

    private static Expression compiled(String text, Environment environment) {
        CelAbstractSyntaxTree checked = checked(text, environment);
        insistOnShallow(checked);
        insistOnPlainKeys(checked);
        try {
            return new Expression(
                    text,
                    checked.getResultType(),
                    variables(checked, environment),
                    Environment.RUNTIME.createProgram(checked),
                    SilentFailures.in(checked));
        } catch (CelEvaluationException e) {
            throw refused(1, 1, "cannot be used: " + e.getMessage());
        }
    }

    /**
     * As {@link #compile}, for what is asked with {@link Expression#holds}.
     *
     * @throws ExpressionRefused also when its type says that it is neither true nor false
     */
    public static Expression condition(String text, Environment environment) {
        Expression compiled = compile(text, environment);
        CelType type = compiled.type();
        if (type.equals(SimpleType.BOOL) || type.equals(SimpleType.DYN)) return compiled;
        throw refused(1, 1, "a condition is true or false, and this is of type " + CelTypes.format(type));
    }

    private static CelAbstractSyntaxTree checked(String text, Environment environment) {
        if (text.isBlank()) throw refused(1, 1, "there is nothing here");
        if (text.indexOf('\0') >= 0) throw refused(1, 1, "the character U+0000 has no place in an expression");
        try {
            CelValidationResult result = environment.compiler().compile(text);
            return result.getAst();
        } catch (CelValidationException e) {
            List<Mistake> mistakes =
                    e.getErrors().stream().map(Expressions::mistake).toList();
            throw mistakes.isEmpty() ? refused(1, 1, "cannot be read") : new ExpressionRefused(mistakes);
        }
    }

    /** CEL counts lines from 1 and columns from 0. */
    private static Mistake mistake(CelIssue issue) {
        return new Mistake(
                "",
                Math.max(1, issue.getSourceLocation().getLine()),
                Math.max(0, issue.getSourceLocation().getColumn()) + 1,
                plain(issue.getMessage()));
    }

    /** The parser lists every token it could have taken; only what stands there helps a reader. */
    private static String plain(String message) {
        Matcher parser = UNEXPECTED.matcher(message);
        if (!parser.matches()) return message;
        return parser.group(1).equals("<EOF>")
                ? "something is missing at the end"
                : "'%s' does not belong here".formatted(parser.group(1));
    }

    private static Set<String> variables(CelAbstractSyntaxTree checked, Environment environment) {
        return CelNavigableAst.fromAst(checked)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.IDENT)
                .map(node -> node.expr().ident().name())
                .filter(environment.names()::contains)
                .collect(Collectors.toSet());
    }

    /** What the parser's own limit lets through: chains that nest to the right. */
    private static void insistOnShallow(CelAbstractSyntaxTree checked) {
        if (CelNavigableAst.fromAst(checked).getRoot().height() > DEEPEST)
            throw refused(1, 1, "this is nested more than %d deep".formatted(DEEPEST));
    }

    /** See {@link Prices#key}. */
    private static void insistOnPlainKeys(CelAbstractSyntaxTree checked) {
        List<Mistake> mistakes = new ArrayList<>();
        CelNavigableAst.fromAst(checked)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.MAP)
                .flatMap(node -> node.expr().map().entries().stream())
                .map(CelExpr.CelMap.Entry::key)
                .filter(key -> !KEYS.contains(
                        checked.getType(key.id()).orElse(SimpleType.DYN).kind()))
                .forEach(key -> mistakes.add(plainKey(checked, key)));
        if (!mistakes.isEmpty()) throw new ExpressionRefused(mistakes);
    }

    private static Mistake plainKey(CelAbstractSyntaxTree checked, CelExpr key) {
        int offset = checked.getSource().getPositionsMap().getOrDefault(key.id(), 0);
        return Places.at(
                checked.getSource().getContent().toString(),
                offset,
                "a key must be known to be text, a number or a boolean; write string(...)");
    }

    static ExpressionRefused refused(int line, int column, String message) {
        return new ExpressionRefused(List.of(new Mistake("", line, column, message)));
    }
}
