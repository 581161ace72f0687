package dev.jarvis.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
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

    @Property(tries = 50)
    void doesAsTheModelSaysAndLosesNothing(@ForAll("moves") List<Move> moves) {
        WorkModel model = new WorkModel(RIG);
        for (Move move : moves) move.in(model);
        assertThat(model.drain()).isEqualTo(model.expected());
    }

    /** Something that happens. @param words for whoever reads a failure */
    record Move(String words, Consumer<WorkModel> act) {
        void in(WorkModel model) {
            act.accept(model);
        }

        @Override
        public String toString() {
            return words;
        }
    }

    @Provide
    static Arbitrary<List<Move>> moves() {
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
        return Combinators.combine(task(), hour())
                .as((task, hours) ->
                        new Move("put %d in %d h".formatted(task, hours), model -> model.put(task, hours)));
    }

    private static Arbitrary<Move> claims() {
        Arbitrary<Integer> most = Arbitraries.integers().between(1, WorkModel.TASKS + 2);
        return Combinators.combine(node(), most)
                .as((node, atMost) ->
                        new Move("node %d takes %d".formatted(node, atMost), model -> model.claim(node, atMost)));
    }

    private static Arbitrary<Move> suspects() {
        Arbitrary<Move> several = Combinators.combine(
                        node(), Arbitraries.integers().between(1, WorkModel.TASKS))
                .as((node, atMost) -> new Move(
                        "node %d takes %d suspects".formatted(node, atMost),
                        model -> model.claimSuspects(node, atMost)));
        Arbitrary<Move> prime = node().map(node ->
                new Move("node %d takes a prime suspect".formatted(node), model -> model.claimPrimeSuspect(node)));
        return Arbitraries.oneOf(several, prime);
    }

    /** With the newest or an older hold of the task, so that a late writer is among them. */
    private static Arbitrary<Move> endings() {
        Arbitrary<Integer> age = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 3)));
        return Combinators.combine(task(), age, Arbitraries.of(Ending.Fate.class), hour())
                .as((task, back, fate, hours) -> new Move(
                        "hold %d of %d ends %s, %d h".formatted(back, task, fate, hours),
                        model -> model.end(task, back, fate, hours)));
    }

    private static Arbitrary<Move> hours() {
        return hour().map(
                        hours -> new Move("%d h pass".formatted(hours), model -> model.pass(Duration.ofHours(hours))));
    }

    private static Arbitrary<Integer> hour() {
        return Arbitraries.integers().between(0, 3);
    }

    private static Arbitrary<Move> deaths() {
        return node().map(node -> new Move("node %d dies".formatted(node), model -> model.kill(node)));
    }

    private static Arbitrary<Move> others() {
        return task().flatMap(task -> Arbitraries.of(
                new Move("wake %d".formatted(task), model -> model.wake(task)),
                new Move("cancel %d".formatted(task), model -> model.cancel(task)),
                new Move("replay %d".formatted(task), model -> model.replay(task)),
                new Move("finish %d".formatted(task), model -> model.finish(task))));
    }
}
