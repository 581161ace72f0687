package dev.jarvis.platform.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One text of a template, cut into what stands there and what is computed. */
final class TextTemplate {
    private final List<Part> parts;

    private TextTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    private sealed interface Part {}

    private record Words(String text) implements Part {}

    private record Computed(Expression expression, String pointer, int lines, int columns) implements Part {
        JsonNode value(Values values) {
            try {
                return expression.evaluate(values);
            } catch (EvaluationFailed e) {
                throw e.within(pointer, lines, columns);
            }
        }
    }

    static TextTemplate compile(String text, String pointer, Environment environment) {
        List<Part> parts = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
            boolean escaped = open > at && text.charAt(open - 1) == '$';
            words.append(text, at, escaped ? open - 1 : open);
            if (escaped) {
                words.append("${");
                at = open + 2;
                continue;
            }
            if (!words.isEmpty()) parts.add(new Words(words.toString()));
            words.setLength(0);
            int close = closing(text, open, pointer);
            try {
                parts.add(computed(text, open + 2, close, pointer, environment));
            } catch (ExpressionRefused e) {
                mistakes.addAll(e.mistakes());
            }
            at = close + 1;
        }
        words.append(text, at, text.length());
        if (!words.isEmpty()) parts.add(new Words(words.toString()));
        if (!mistakes.isEmpty()) throw new ExpressionRefused(mistakes);
        return new TextTemplate(parts);
    }

    private static Computed computed(String text, int from, int to, String pointer, Environment environment) {
        Mistake place = Places.at(text, text.codePointCount(0, from), "");
        int lines = place.line() - 1;
        int columns = place.column() - 1;
        try {
            return new Computed(Expressions.compile(text.substring(from, to), environment), pointer, lines, columns);
        } catch (ExpressionRefused e) {
            throw new ExpressionRefused(e.mistakes().stream()
                    .map(mistake -> mistake.within(pointer, lines, columns))
                    .toList());
        }
    }

    /** The brace that ends it: not one inside of a text, nor one that closes a map within. */
    private static int closing(String text, int open, String pointer) {
        int depth = 0;
        for (int i = open + 2; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\'', '"' -> i = endOfText(text, i);
                case '{' -> depth++;
                case '}' -> {
                    if (depth-- == 0) return i;
                }
                default -> {}
            }
        }
        Mistake place = Places.at(text, text.codePointCount(0, open), "this ${ has no } that ends it");
        throw new ExpressionRefused(List.of(place.within(pointer, 0, 0)));
    }

    /** @return where the closing quote is, or the end; the parser says more about one that is missing */
    private static int endOfText(String text, int start) {
        char quote = text.charAt(start);
        boolean raw = start > 0 && (text.charAt(start - 1) == 'r' || text.charAt(start - 1) == 'R');
        String three = String.valueOf(quote).repeat(3);
        boolean triple = text.startsWith(three, start);
        for (int i = triple ? start + 3 : start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && !raw) i++;
            else if (triple ? text.startsWith(three, i) : text.charAt(i) == quote) return triple ? i + 2 : i;
        }
        return text.length();
    }

    int holes() {
        return (int) parts.stream().filter(Computed.class::isInstance).count();
    }

    /** The expression, when nothing else stands here. */
    Optional<Expression> whole() {
        return parts.size() == 1 && parts.getFirst() instanceof Computed computed
                ? Optional.of(computed.expression)
                : Optional.empty();
    }

    JsonNode fill(Values values) {
        if (parts.size() == 1 && parts.getFirst() instanceof Computed computed) return computed.value(values);
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(
                    switch (part) {
                        case Words(String text) -> text;
                        case Computed computed -> written(computed.value(values));
                    });
            if (filled.length() > Meter.LONGEST_TEXT) throw tooLong(part);
        }
        return JsonNodeFactory.instance.stringNode(filled.toString());
    }

    /** Null is written as nothing; lists and objects as JSON. */
    private static String written(JsonNode value) {
        return value.isNull() ? "" : value.isString() ? value.asString() : value.toString();
    }

    private static EvaluationFailed tooLong(Part part) {
        String words = "the text becomes longer than %d characters".formatted(Meter.LONGEST_TEXT);
        Mistake at = part instanceof Computed(Expression e, String pointer, int lines, int columns)
                ? new Mistake(pointer, lines + 1, columns + 1, words)
                : new Mistake("", 1, 1, words);
        return new EvaluationFailed(at, true, null);
    }
}
