package dev.jarvis.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealerTest {
    private final LogFixture fixture = new LogFixture();
    private final ObservatoryId here = fixture.founded();
    private final ObservatoryId there = fixture.founded();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void numbersEachObservatorysRowsWithoutAGap() {
        fixture.write(rows(here, 3));
        fixture.write(rows(there, 2));
        fixture.sealer.seal();
        fixture.write(rows(here, 1));
        fixture.sealer.seal();

        assertThat(seqs(here)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(seqs(there)).containsExactly(1L, 2L);
    }

    @Test
    void leavesARowAloneWhileAnEarlierTransactionStillRuns() throws Exception {
        try (Connection slow = fixture.database.ownerDataSource().getConnection()) {
            slow.setAutoCommit(false);
            try (Statement statement = slow.createStatement()) {
                statement.execute("select pg_current_xact_id()");
            }
            fixture.write(rows(here, 1));
            fixture.sealer.seal();
            assertThat(seqs(here)).isEmpty();
            slow.rollback();
        }
        fixture.sealer.seal();
        assertThat(seqs(here)).containsExactly(1L);
    }

    @Test
    void writesNothingWhereNothingWaits() {
        fixture.write(rows(here, 1));
        fixture.sealer.seal();
        long before = fixture.count("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        fixture.sealer.seal();

        assertThat(fixture.count("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint"))
                .isEqualTo(before);
    }

    @Test
    void takesMoreThanABatchOfOneTransaction() {
        fixture.write(rows(here, 5_000));
        fixture.write(rows(here, 7_500));
        fixture.sealer.seal();

        assertThat(seqs(here)).hasSize(12_500).isSorted().last().isEqualTo(12_500L);
        assertThat(fixture.count("select count(distinct activity_id) from activity_seals"))
                .isEqualTo(12_500);
    }

    @Test
    void staysOneChainWhenManySealersAndWritersRunAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream<Callable<Void>> writers = IntStream.range(0, 8).mapToObj(_ -> () -> {
                for (int i = 0; i < 20; i++) fixture.write(rows(here, 3));
                return null;
            });
            Stream<Callable<Void>> sealers = IntStream.range(0, 2).mapToObj(_ -> () -> {
                Sealer sealer = fixture.sealer();
                for (int i = 0; i < 30; i++) sealer.seal();
                return null;
            });
            for (Future<Void> run :
                    threads.invokeAll(Stream.concat(writers, sealers).toList())) run.get();
        }
        fixture.sealer.seal();

        assertThat(seqs(here))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 480).mapToObj(Long::valueOf).toList());
        assertThat(fixture.count("select count(distinct activity_id) from activity_seals"))
                .isEqualTo(480);
    }

    @Test
    void anchorsEveryThousandthRowWithItsSeal() {
        fixture.write(rows(here, 2_100));
        fixture.sealer.seal();

        List<Anchor> anchors = fixture.files.of(here.value());
        assertThat(anchors).extracting(Anchor::seq).containsExactly(1_000L, 2_000L);
        assertThat(anchors).allMatch(anchor -> anchor.isGenuine(fixture.notary));
        assertThat(fixture.count("select count(*) from activity_anchors")).isEqualTo(2);
    }

    @Test
    void anchorsTheEndOfAChainThatGrewAndOfNoOther() {
        fixture.write(rows(here, 3));
        fixture.sealer.seal();
        fixture.sealer.anchorAll();
        fixture.write(rows(there, 2));
        fixture.sealer.seal();
        fixture.sealer.anchorAll();
        fixture.sealer.anchorAll();

        assertThat(fixture.files.of(here.value())).extracting(Anchor::seq).containsExactly(3L);
        assertThat(fixture.files.of(there.value())).extracting(Anchor::seq).containsExactly(2L);
        assertThat(fixture.count("select count(*) from activity_anchors")).isEqualTo(2);
    }

    private List<Long> seqs(ObservatoryId observatory) {
        return fixture.superuser
                .sql("select seq from activity_seals where observatory_id = ? order by seq")
                .param(observatory.value())
                .query(Long.class)
                .list();
    }

    private static List<Activity> rows(ObservatoryId observatory, int count) {
        return Stream.generate(() -> Activities.posted(observatory, "Posted"))
                .limit(count)
                .toList();
    }
}
