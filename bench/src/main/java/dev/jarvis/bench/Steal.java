package dev.jarvis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * How much of the processors' time a virtual machine wanted and did not get, because its host gave it to others: the eighth
 * figure of {@code /proc/stat} (proc_stat(5)). Figures taken while that is much say little of the program.
 */
final class Steal implements DoubleSupplier {
    private static final Path TICKS = Path.of("/proc/stat");
    private static final int STOLEN = 7;
    private long[] last = ticks();

    /** In percent, since it was last asked; 0 where the system does not tell. */
    @Override
    public double getAsDouble() {
        long[] before = last;
        last = ticks();
        if (last.length <= STOLEN || before.length <= STOLEN) return 0;
        long all = sum(last) - sum(before);
        return all == 0 ? 0 : 100.0 * (last[STOLEN] - before[STOLEN]) / all;
    }

    private static long sum(long[] ticks) {
        return Arrays.stream(ticks).limit(STOLEN + 1).sum();
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
