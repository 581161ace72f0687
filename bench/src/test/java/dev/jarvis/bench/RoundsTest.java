package dev.jarvis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final PrimitiveIterator.OfInt numbers =
            IntStream.iterate(1, n -> n + 1).iterator();

    @Test
    void takesTheFirstThreeWhereNothingDisturbs() throws Exception {
        Rounds<Integer> rounds = measured(0, 1, 2);

        assertThat(rounds).isEqualTo(new Rounds<>(List.of(1, 2, 3), 3, 2, 50));
    }

    @Test
    void measuresAgainWhatTheHostDisturbed() throws Exception {
        Rounds<Integer> rounds = measured(0, 40, 1, 2, 1);

        assertThat(rounds)
                .as("a look beside two rounds counts for both")
                .isEqualTo(new Rounds<>(List.of(1, 4, 5), 5, 2, 50));
    }

    @Test
    void takesTheLeastDisturbedOfNineAndSaysHowMuchThatWas() throws Exception {
        Rounds<Integer> rounds = measured(9, 8, 20, 20, 20, 20, 7, 8, 20);

        assertThat(rounds).isEqualTo(new Rounds<>(List.of(1, 2, 8), 9, 9, 50));
    }

    /** The first look is before the first round, and finds nothing. */
    private Rounds<Integer> measured(double... missed) throws IOException, InterruptedException {
        PrimitiveIterator.OfDouble all =
                DoubleStream.concat(DoubleStream.of(0), Arrays.stream(missed)).iterator();
        return Rounds.of(numbers::next, all::nextDouble, () -> () -> 50);
    }
}
