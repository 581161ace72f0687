package dev.jarvis.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * The same measurement until three rounds had the machine nearly to themselves. A virtual machine's host takes time for others
 * when it likes; a round in which it did says more of the host than of the program. What is thrown away is counted and told.
 *
 * @param quiet the three least disturbed, in the order of measuring
 * @param measured how many there were
 * @param stolen the largest share of its time, in percent, that one of the three did not get
 */
record Rounds<T>(List<T> quiet, int measured, double stolen) {
    /** Below this a round counts as undisturbed; figures vary more than that by themselves. */
    static final double HARDLY = 3;

    private static final int WANTED = 3;
    private static final int MOST = 9;

    /** Measures once. */
    @FunctionalInterface
    interface Round<T> {
        T measure() throws IOException, InterruptedException;
    }

    private record Took<T>(int number, T figure, double stolen) {}

    static <T> Rounds<T> of(Round<T> round) throws IOException, InterruptedException {
        return of(round, new Steal());
    }

    /** @param stolen what the host took since it was last asked, in percent */
    static <T> Rounds<T> of(Round<T> round, DoubleSupplier stolen) throws IOException, InterruptedException {
        List<Took<T>> took = new ArrayList<>();
        int quiet = 0;
        while (quiet < WANTED && took.size() < MOST) {
            T figure = round.measure();
            double percent = stolen.getAsDouble();
            took.add(new Took<>(took.size(), figure, percent));
            if (percent < HARDLY) quiet++;
            else
                System.out.println(String.format(Locale.ROOT, "(The host took %.0f%% of that round's time.)", percent));
        }
        List<Took<T>> kept = took.stream()
                .sorted(Comparator.comparingDouble(Took::stolen))
                .limit(WANTED)
                .sorted(Comparator.comparingInt(Took::number))
                .toList();
        double most = kept.stream().mapToDouble(Took::stolen).max().orElse(0);
        return new Rounds<>(kept.stream().map(Took::figure).toList(), took.size(), most);
    }
}
