package dev.jarvis.platform.expression;

import java.util.List;
import java.util.Map;

/**
 * Counts what one evaluation costs and stops it when the budget is used up. A unit is about 20 nanoseconds of work on one
 * core, so that the whole budget is some 40 milliseconds.
 *
 * <p>Not for more than one thread.
 */
final class Meter {
    static final ScopedValue<Meter> CURRENT = ScopedValue.newInstance();

    static final int BUDGET = 2_000_000;
    static final int LONGEST_TEXT = 1_000_000;
    static final int LONGEST_LIST = 100_000;

    /** The net under the budget; looked at only by what has cost something already, so that a pause of the machine fails nothing small. */
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private static final int BETWEEN_LOOKS = 100_000;

    private final long start = System.nanoTime();
    private long spent;
    private long nextLook = BETWEEN_LOOKS;

    void charge(long units) {
        spent += units;
        if (spent > BUDGET || units < 0) throw Stopped.tooExpensive("it takes too many steps");
        if (spent > nextLook) look();
    }

    private void look() {
        nextLook += BETWEEN_LOOKS;
        if (System.nanoTime() - start > PATIENCE_NANOS) throw Stopped.tooExpensive("it takes too long");
    }

    void text(long characters) {
        if (characters > LONGEST_TEXT)
            throw Stopped.tooExpensive("it builds a text of more than %d characters".formatted(LONGEST_TEXT));
        charge(1 + characters / 64);
    }

    void list(long items) {
        if (items > LONGEST_LIST)
            throw Stopped.tooExpensive("it builds a list of more than %d items".formatted(LONGEST_LIST));
        charge(1 + items / 128);
    }

    /** Charges for walking through all of a value. */
    void walk(Object value) {
        switch (value) {
            case String text -> charge(3 + text.length() / 16);
            case List<?> list -> {
                charge(3);
                for (Object item : list) walk(item);
            }
            case Map<?, ?> map -> {
                charge(3);
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    charge(2);
                    walk(entry.getValue());
                }
            }
            default -> charge(3);
        }
    }
}
