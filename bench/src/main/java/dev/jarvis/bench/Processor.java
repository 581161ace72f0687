package dev.jarvis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time, by the operating system. */
final class Processor {
    private static final double TICKS_PER_SECOND = 100;

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
                        .orElse(0.0)
                + ofEndedChildren(process.pid());
    }

    /** What children took that have ended, such as PostgreSQL's cleaners: proc_pid_stat(5), fields 16 and 17; Linux alone tells. */
    private static double ofEndedChildren(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }
}
