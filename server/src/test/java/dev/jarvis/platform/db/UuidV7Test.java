package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7Test {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

    @Test
    void makesVersion7OfTheIetfVariantWithTheTimeInFront() {
        UUID id = new UuidV7(() -> NOON).make();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(UuidV7.timeOf(id)).isEqualTo(NOON);
    }

    @Test
    void growsWithinAMillisecondAndWhenTheClockStepsBack() {
        List<Instant> clock = new ArrayList<>(List.of(NOON, NOON, NOON.minusSeconds(60), NOON.plusNanos(1_000)));
        UuidV7 ids = new UuidV7(clock::removeFirst);

        assertThat(Stream.generate(ids::make).limit(4).map(UUID::toString).toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void runsAheadOfAClockThatStandsStillRatherThanRepeatItself() {
        UuidV7 ids = new UuidV7(() -> NOON);
        List<String> made =
                Stream.generate(ids::make).limit(10_000).map(UUID::toString).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(UuidV7.timeOf(UUID.fromString(made.getLast()))).isAfter(NOON).isBefore(NOON.plusMillis(4));
    }

    @Test
    void neverMakesOneTwiceOnManyThreads() throws Exception {
        Set<UUID> all = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<UUID>>> parts =
                    threads.invokeAll(Stream.generate(() -> (java.util.concurrent.Callable<List<UUID>>) () ->
                                    Stream.generate(UuidV7::next).limit(2_000).toList())
                            .limit(16)
                            .toList());
            for (Future<List<UUID>> part : parts) {
                all.addAll(part.get());
            }
        }

        assertThat(all).hasSize(32_000);
    }

    @Test
    void givesTheSmallestIdOfAnInstant() {
        assertThat(UuidV7.floor(NOON)).hasToString("01a20320-a27b-0000-0000-000000000000");
        assertThat(UuidV7.timeOf(UuidV7.floor(NOON))).isEqualTo(NOON);
    }
}
