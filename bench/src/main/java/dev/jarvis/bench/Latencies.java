package dev.jarvis.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What a load measured.
 *
 * @param nanos the time of each call that was answered as expected, from first byte sent to last byte read, sorted
 * @param seconds how long the load ran
 * @param others how many were answered otherwise, by status
 */
@SuppressWarnings("ArrayRecordComponent") // a measurement, compared nowhere
record Latencies(long[] nanos, double seconds, Map<Integer, Integer> others) {
    Latencies {
        Arrays.sort(nanos);
    }

    /** Calls that were not answered as expected. */
    int failures() {
        return others.values().stream().mapToInt(count -> count).sum();
    }

    /** @param share 0.5 for the median */
    double millis(double share) {
        return nanos.length == 0 ? Double.NaN : nanos[Math.min(nanos.length - 1, (int) (nanos.length * share))] / 1e6;
    }

    double perSecond() {
        return nanos.length / seconds;
    }

    String line(String name) {
        return String.format(
                Locale.ROOT,
                "%-28s %9.0f/s  p50 %7.2f ms  p99 %7.2f ms  failures %d",
                name,
                perSecond(),
                millis(0.5),
                millis(0.99),
                failures());
    }
}
