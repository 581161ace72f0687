package dev.jarvis;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** One command of {@code ./jarvis}. */
interface Command {
    /** Its words: {@code key create}. */
    String name();

    /** As the help shows it, from its name on. */
    String usage();

    /** Options with a value, without dashes. */
    List<String> options();

    /** Whether one file's name stands behind its words. */
    default boolean takesAFile() {
        return false;
    }

    void run(Options options, PrintStream out);

    default boolean isNamedBy(String... words) {
        List<String> name = List.of(name().split(" "));
        return words.length >= name.size()
                && Arrays.asList(words).subList(0, name.size()).equals(name);
    }

    /** It cannot be done; the message says why and what now. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
