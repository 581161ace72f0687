package dev.jarvis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Proportional set size (PSS) of a process with all its descendants, from Linux's smaps_rollup. */
final class Memory {
    private Memory() {}

    /** In megabytes; shared pages are counted once among those who share them. */
    static double pssMegabytes(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("No process " + pid));
        return Stream.concat(Stream.of(process), process.descendants())
                        .mapToLong(Memory::pssKilobytes)
                        .sum()
                / 1024.0;
    }

    private static long pssKilobytes(ProcessHandle process) {
        Path rollup = Path.of("/proc/%d/smaps_rollup".formatted(process.pid()));
        try (Stream<String> lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException("The memory of %d cannot be read".formatted(process.pid()), e);
        }
    }
}
