package dev.jarvis.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a load measured.
 *
 * @param nanos each call's time from first byte sent to last byte read, sorted
 * @param seconds how long the load ran
 * @param failures calls that were not answered as expected
 */
@SuppressWarnings("ArrayRecordComponent") // a measurement, compared nowhere
record Latencies(long[] nanos, double seconds, int failures) {
    Latencies {
        Arrays.sort(nanos);
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
                failures);
    }
}
