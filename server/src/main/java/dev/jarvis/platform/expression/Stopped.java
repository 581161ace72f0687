package dev.jarvis.platform.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/**
 * Thrown inside of an evaluation, with words that name no value. CEL passes its own kind of exception on as it is; any other
 * it would describe with the arguments written out, which may be private, and too large to write.
 */
final class Stopped extends CelRuntimeException {
    private static final long serialVersionUID = 1L;
    private final String words;
    private final boolean tooExpensive;

    private Stopped(String words, boolean tooExpensive) {
        super(new IllegalStateException(words), CelErrorCode.INVALID_ARGUMENT);
        this.words = words;
        this.tooExpensive = tooExpensive;
    }

    static Stopped tooExpensive(String words) {
        return new Stopped(words, true);
    }

    static Stopped unusable(String words) {
        return new Stopped(words, false);
    }

    boolean tooExpensive() {
        return tooExpensive;
    }

    String words() {
        return words;
    }
}
