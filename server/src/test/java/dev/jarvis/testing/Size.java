package dev.jarvis.testing;

import java.util.Locale;

/**
 * How large a protocol runs: {@code seconds} with every test, {@code torture} by {@code ./jarvis torture}, {@code full} by
 * {@code ./jarvis torture --full P5}.
 */
public enum Size {
    SECONDS,
    TORTURE,
    FULL;

    static final Size NOW = valueOf(System.getProperty("jarvis.size", "seconds").toUpperCase(Locale.ROOT));

    /** The count that belongs to the size asked for. */
    public static int of(int seconds, int torture, int full) {
        return switch (NOW) {
            case SECONDS -> seconds;
            case TORTURE -> torture;
            case FULL -> full;
        };
    }
}
