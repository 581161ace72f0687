package dev.jarvis.platform.expression;

import org.jspecify.annotations.Nullable;

/** An expression that was in order, over values that were not. The message names no value, for it may be private. */
public final class EvaluationFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Mistake mistake;
    private final boolean tooExpensive;

    EvaluationFailed(Mistake mistake, boolean tooExpensive, @Nullable Throwable cause) {
        super(mistake.words(), cause, false, false);
        this.mistake = mistake;
        this.tooExpensive = tooExpensive;
    }

    public Mistake mistake() {
        return mistake;
    }

    /** It was stopped because it took too many steps, too much room, or too long. */
    public boolean tooExpensive() {
        return tooExpensive;
    }

    EvaluationFailed within(String pointer, int lines, int columns) {
        return new EvaluationFailed(mistake.within(pointer, lines, columns), tooExpensive, getCause());
    }
}
