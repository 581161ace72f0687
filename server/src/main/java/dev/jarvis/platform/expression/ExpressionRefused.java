package dev.jarvis.platform.expression;

import java.util.List;

/** An expression that cannot be used: it does not parse, its types do not fit, or it is too large. */
public final class ExpressionRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Mistake> mistakes;

    ExpressionRefused(List<Mistake> mistakes) {
        super(mistakes.getFirst().words(), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    /** At least one. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
