package dev.jarvis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final PrimitiveIterator.OfInt numbers =
            IntStream.iterate(1, n -> n + 1).iterator();

    @Test
    void takesTheFirstThreeWhereNothingDisturbs() throws Exception {
        Rounds<Integer> rounds = measured(0, 1, 2);

        assertThat(rounds).isEqualTo(new Rounds<>(List.of(1, 2, 3), 3, 2));
    }

    @Test
    void measuresAgainWhatTheHostDisturbed() throws Exception {
        Rounds<Integer> rounds = measured(0, 40, 1, 3, 0);

        assertThat(rounds).isEqualTo(new Rounds<>(List.of(1, 3, 5), 5, 1));
    }

    @Test
    void takesTheLeastDisturbedOfNineAndSaysHowMuchThatWas() throws Exception {
        Rounds<Integer> rounds = measured(9, 8, 20, 20, 20, 20, 7, 20, 20);

        assertThat(rounds).isEqualTo(new Rounds<>(List.of(1, 2, 7), 9, 9));
    }

    private Rounds<Integer> measured(double... stolen) throws IOException, InterruptedException {
        PrimitiveIterator.OfDouble all = Arrays.stream(stolen).iterator();
        return Rounds.of(numbers::next, all::nextDouble);
    }
}
