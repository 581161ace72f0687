package dev.jarvis.bench;

import java.util.List;

/** Processor time, by the operating system. */
final class Processor {
    private Processor() {}

    /** Of these processes, of everything they started, and of this one. */
    static double seconds(List<Long> processes) {
        double all = seconds(ProcessHandle.current());
        for (long pid : processes) {
            ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
            all += seconds(process)
                    + process.descendants().mapToDouble(Processor::seconds).sum();
        }
        return all;
    }

    private static double seconds(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(0.0);
    }
}
