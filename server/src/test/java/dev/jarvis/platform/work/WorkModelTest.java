package dev.jarvis.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * P12 of durable tasks: whatever puts, wakes, deaths, late writers and clocks do in whatever order, the table behaves as
 * {@link WorkModel} says, and what was put is done in the end.
 */
class WorkModelTest {
    private static final Rig RIG = new Rig();

    @AfterContainer
    static void close() {
        RIG.close();
    }

    @Property(tries = 200)
    void doesAsTheModelSaysAndLosesNothing(@ForAll("moves") List<Move> moves) {
        WorkModel model = new WorkModel(RIG);
        for (Move move : moves) move.in(model);
        assertThat(model.drain()).isEqualTo(model.expected());
    }

    /** Something that happens. */
    private interface Move {
        void in(WorkModel model);
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, puts()),
                        Tuple.of(5, claims()),
                        Tuple.of(2, suspects()),
                        Tuple.of(5, endings()),
                        Tuple.of(2, hours()),
                        Tuple.of(2, deaths()),
                        Tuple.of(3, others()))
                .list()
                .ofMaxSize(50);
    }

    private static Arbitrary<Integer> task() {
        return Arbitraries.integers().between(0, WorkModel.TASKS - 1);
    }

    private static Arbitrary<Integer> node() {
        return Arbitraries.integers().between(0, WorkModel.NODES - 1);
    }

    private static Arbitrary<Move> puts() {
        Arbitrary<Integer> delay = Arbitraries.integers().between(0, 3);
        return Combinators.combine(task(), delay).as((task, hours) -> model -> model.put(task, hours));
    }

    private static Arbitrary<Move> claims() {
        Arbitrary<Integer> most = Arbitraries.integers().between(1, WorkModel.TASKS + 2);
        return Combinators.combine(node(), most).as((node, atMost) -> model -> model.claim(node, atMost));
    }

    private static Arbitrary<Move> suspects() {
        return node().map(node -> model -> model.claimSuspect(node));
    }

    /** With the newest or an older hold of the task, so that a late writer is among them. */
    private static Arbitrary<Move> endings() {
        Arbitrary<Integer> back = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 3)));
        return Combinators.combine(
                        task(),
                        back,
                        Arbitraries.of(Ending.Fate.class),
                        Arbitraries.integers().between(0, 3))
                .as((task, age, fate, hours) -> model -> model.end(task, age, fate, hours));
    }

    private static Arbitrary<Move> hours() {
        return Arbitraries.integers().between(1, 3).map(hours -> model -> model.pass(Duration.ofHours(hours)));
    }

    private static Arbitrary<Move> deaths() {
        return node().map(node -> model -> model.kill(node));
    }

    private static Arbitrary<Move> others() {
        return Combinators.combine(task(), Arbitraries.integers().between(0, 3)).as((task, which) -> model -> {
            switch (which) {
                case 0 -> model.wake(task);
                case 1 -> model.cancel(task);
                case 2 -> model.replay(task);
                default -> model.finish(task);
            }
        });
    }
}
