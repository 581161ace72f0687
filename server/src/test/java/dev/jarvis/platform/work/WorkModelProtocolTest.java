package dev.jarvis.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.platform.work.WorkModelTest.Move;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.Size;
import java.util.List;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The model of {@link WorkModelTest} for more sequences. */
@Protocol
class WorkModelProtocolTest {
    @Test
    @Tag("P12")
    void doesAsTheModelSaysHoweverOften(Proof proof) {
        int sequences = Size.of(20, 2_000, 20_000);
        try (Rig rig = new Rig()) {
            JqwikSession.run(
                    () -> WorkModelTest.moves().sampleStream().limit(sequences).forEach(moves -> holds(rig, moves)));
        }
        proof.count("sequences of the task queue", sequences);
    }

    private static void holds(Rig rig, List<Move> moves) {
        WorkModel model = new WorkModel(rig);
        try {
            for (Move move : moves) move.in(model);
            assertThat(model.drain()).isEqualTo(model.expected());
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("after " + moves, e);
        }
    }
}
