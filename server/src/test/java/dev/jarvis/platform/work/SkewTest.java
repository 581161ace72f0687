package dev.jarvis.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine whose clock differs from the database's (P13). */
class SkewTest {
    private final Rig rig = new Rig();
    private final AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);

    @AfterEach
    void end() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {90, -90})
    void takesNoDueWorkUntilTheClockIsSet(int seconds) {
        off.set(Duration.ofSeconds(seconds));
        ThisNode node = rig.node(() -> Instant.now().plus(off.get()));
        rig.start(node, _ -> Verdict.DONE);
        await().until(() -> node.skew().tooFar());
        assertThat(node.skew().off()).isCloseTo(Duration.ofSeconds(seconds), Duration.ofSeconds(5));
        rig.put(UUID.randomUUID());

        await().during(Duration.ofSeconds(2)).until(() -> rig.count("true") == 1);
        off.set(Duration.ZERO);

        await().until(() -> rig.count("true") == 0);
        assertThat(node.skew().off()).isZero();
    }

    @Test
    void worksOnWithAClockThatIsAFewSecondsOff() {
        off.set(Duration.ofSeconds(10));
        ThisNode node = rig.node(() -> Instant.now().plus(off.get()));
        rig.start(node, _ -> Verdict.DONE);
        await().until(() -> node.skew().off().isPositive());

        rig.put(UUID.randomUUID());

        await().until(() -> rig.count("true") == 0);
    }

    @Test
    void countsNothingThatARoundTripCannotTell() {
        Skew skew = new Skew();
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");

        skew.saw(noon, noon.plusSeconds(40), noon.plusSeconds(80));

        assertThat(skew.off()).isZero();
    }
}
