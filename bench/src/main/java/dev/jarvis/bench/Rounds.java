package dev.jarvis.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The same measurement until three rounds had the machine nearly to themselves. A virtual machine's host takes time for others
 * when it likes; a round beside which it did says more of the host than of the program. What is thrown away is counted and
 * told.
 *
 * @param quiet the three least disturbed, in the order of measuring
 * @param measured how many there were
 * @param disturbed what {@link Busy} missed at most beside one of the three, in percent
 * @param stolen what the system counted as stolen in one of the three at most, in percent: where programs sleep and wake all
 *     the time this is the price of waking in a virtual machine, also when nobody else is there
 */
record Rounds<T>(List<T> quiet, int measured, double disturbed, double stolen) {
    /** Below this a round counts as undisturbed; figures vary more than that by themselves. */
    static final double HARDLY = 3;

    private static final int WANTED = 3;
    private static final int MOST = 9;

    /** Measures once. */
    @FunctionalInterface
    interface Round<T> {
        T measure() throws IOException, InterruptedException;
    }

    private record Took<T>(int number, T figure, double disturbed, double stolen) {}

    static <T> Rounds<T> of(Round<T> round) throws IOException, InterruptedException {
        return of(round, new Busy(), Steal::new);
    }

    /**
     * @param missed what a busy program misses now, in percent
     * @param stolen made before a round, and asked afterwards what the host took meanwhile, in percent
     */
    static <T> Rounds<T> of(Round<T> round, DoubleSupplier missed, Supplier<DoubleSupplier> stolen)
            throws IOException, InterruptedException {
        List<Took<T>> took = new ArrayList<>();
        int quiet = 0;
        double before = missed.getAsDouble();
        while (quiet < WANTED && took.size() < MOST) {
            DoubleSupplier meanwhile = stolen.get();
            T figure = round.measure();
            double taken = meanwhile.getAsDouble();
            double after = missed.getAsDouble();
            double disturbed = Math.max(before, after);
            before = after;
            took.add(new Took<>(took.size(), figure, disturbed, taken));
            if (disturbed < HARDLY) quiet++;
            else
                System.out.println(
                        String.format(Locale.ROOT, "(Beside that round the host took %.0f%% of the time.)", disturbed));
        }
        return quietest(took);
    }

    private static <T> Rounds<T> quietest(List<Took<T>> took) {
        List<Took<T>> kept = took.stream()
                .sorted(Comparator.comparingDouble(Took::disturbed))
                .limit(WANTED)
                .sorted(Comparator.comparingInt(Took::number))
                .toList();
        return new Rounds<>(
                kept.stream().map(Took::figure).toList(),
                took.size(),
                kept.stream().mapToDouble(Took::disturbed).max().orElse(0),
                kept.stream().mapToDouble(Took::stolen).max().orElse(0));
    }
}
