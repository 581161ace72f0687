package dev.jarvis.platform.expression;

/**
 * One thing that is wrong with an expression.
 *
 * @param pointer where in a template the expression stands (RFC 6901), empty for an expression by itself
 * @param line from 1
 * @param column from 1, in characters of the text it stands in
 */
public record Mistake(String pointer, int line, int column, String message) {
    Mistake within(String outer, int lines, int columns) {
        return new Mistake(outer, line + lines, line == 1 ? column + columns : column, message);
    }

    /** {@code line 1, column 9: undeclared reference to 'steps'}. */
    public String words() {
        return "line %d, column %d: %s".formatted(line, column, message);
    }
}
