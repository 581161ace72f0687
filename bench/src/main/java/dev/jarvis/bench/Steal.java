package dev.jarvis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How much of the processors' time a virtual machine wanted and did not get, because its host gave it to others: the eighth
 * figure of {@code /proc/stat} (proc_stat(5)). Figures taken while that is much say little of the program.
 */
final class Steal {
    private static final Path TICKS = Path.of("/proc/stat");
    private static final int STOLEN = 7;
    private final long[] begun = ticks();

    /** Since this was made; empty where the system does not tell. */
    OptionalDouble percent() {
        long[] now = ticks();
        if (now.length <= STOLEN || begun.length <= STOLEN) return OptionalDouble.empty();
        double all = Arrays.stream(now).limit(STOLEN + 1).sum()
                - Arrays.stream(begun).limit(STOLEN + 1).sum();
        return all == 0 ? OptionalDouble.of(0) : OptionalDouble.of(100 * (now[STOLEN] - begun[STOLEN]) / all);
    }

    private static long[] ticks() {
        try {
            String first = Files.exists(TICKS) ? Files.readAllLines(TICKS).getFirst() : "";
            return Arrays.stream(first.split(" +"))
                    .skip(1)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException e) {
            return new long[0];
        }
    }
}
