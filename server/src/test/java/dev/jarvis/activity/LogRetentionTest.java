package dev.jarvis.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class LogRetentionTest {
    private static final Duration DAY = Duration.ofDays(1);
    private final LogFixture fixture = new LogFixture();
    private ObservatoryId here;
    private ObservatoryId there;

    @BeforeEach
    void found() {
        here = fixture.founded();
        there = fixture.founded();
        keeps(here, 60);
        keeps(there, 3650);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void forgetsWhatIsOlderThanTheObservatoryKeepsAndTheChainStillVerifies() {
        write(here, 100, 5);
        write(here, 10, 3);
        write(there, 100, 4);
        fixture.seal();
        fixture.sealer.anchorAll();

        assertThat(retention().forget(here)).isEqualTo(5);
        assertThat(retention().forget(there)).isZero();

        assertThat(rows(here)).as("three, and the record").isEqualTo(4);
        assertThat(rows(there)).isEqualTo(4);
        assertThat(fixture.check.verify(here)).as("before the record is sealed").isInstanceOf(ChainReport.Intact.class);
        fixture.seal();
        assertThat(fixture.check.verify(here)).isInstanceOfSatisfying(ChainReport.Intact.class, intact -> {
            assertThat(intact.counts().forgotten()).isEqualTo(5);
            assertThat(intact.counts().sealed()).isEqualTo(9);
        });
        assertThat(retention().forget(here)).as("a second time").isZero();
    }

    @Test
    void forgetsTheLogOfADeletedObservatoryWhenItsTimeIsOver() {
        write(here, 100, 5);
        write(here, 50, 2);
        fixture.end(here, 60);
        fixture.seal();
        fixture.sealer.anchorAll();

        assertThat(retention().forget(here)).isEqualTo(5);
        assertThat(rows(here)).as("two, and the record").isEqualTo(3);
    }

    @Test
    void keepsWhatNoAnchorStandsBehindYet() {
        write(here, 100, 3);
        assertThat(retention().forget(here)).as("not sealed").isZero();
        fixture.seal();
        assertThat(retention().forget(here)).as("not anchored").isZero();
        fixture.sealer.anchorAll();
        assertThat(retention().forget(here)).isEqualTo(3);
    }

    @Test
    void excusesNoYoungerRowAndNoRowWithoutARecord() {
        write(here, 100, 2);
        write(here, 50, 1);
        fixture.seal();
        fixture.sealer.anchorAll();
        retention().forget(here);
        fixture.seal();
        fixture.superuser
                .sql("delete from activity_logs where observatory_id = ? and action = 'twitter/tweet'")
                .param(here.value())
                .update();
        assertThat(fixture.check.verify(here))
                .isInstanceOfSatisfying(
                        ChainReport.Broken.class,
                        broken -> assertThat(broken.findings())
                                .singleElement()
                                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Finding.Kind.ROW_DELETED)));
    }

    @Test
    void doesNotBelieveARecordThatExcusesTooMuch() {
        write(here, 10, 1);
        Activity lie = Records.forgotten(here, Instant.now().minus(DAY), Instant.now());
        fixture.write(lie);
        fixture.seal();
        fixture.superuser
                .sql("delete from activity_logs where action = 'twitter/tweet'")
                .update();
        assertThat(fixture.check.verify(here)).isInstanceOf(ChainReport.Broken.class);
    }

    @Test
    void letsTheApplicationDeleteNothingElse() {
        write(here, 10, 1);
        fixture.seal();
        fixture.sealer.anchorAll();
        var database = fixture.database;
        for (String forbidden : new String[] {
            "delete from activity_logs",
            "update activity_logs set title = ''",
            "delete from calls",
            "delete from activity_seals"
        })
            assertThatThrownBy(() -> database.transactions()
                            .inObservatory(
                                    here.value(),
                                    () -> database.jdbc().sql(forbidden).update()))
                    .as(forbidden)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
        int gone = database.transactions()
                .inObservatory(
                        here.value(),
                        () -> database.jdbc()
                                .sql("select activity_forget('ffffffff-ffff-7fff-bfff-ffffffffffff', 100)")
                                .query(Integer.class)
                                .single());
        assertThat(gone).as("young rows, whatever is asked").isZero();
    }

    @Test
    void dropsAMonthThatIsOverAndEmptyForEverybody() {
        fixture.database
                .transactions()
                .global(() -> fixture.database
                        .jdbc()
                        .sql("select activity_partition_ensure((current_date - interval '100 days')::date)")
                        .query((row, _) -> 0)
                        .list());
        write(here, 100, 2);
        fixture.seal();
        fixture.sealer.anchorAll();
        long months = months();
        assertThat(dropped()).as("somebody's rows are in it").isZero();
        retention().forget(here);
        assertThat(dropped()).isEqualTo(1);
        assertThat(months()).isEqualTo(months - 1);
        write(here, 100, 1);
        assertThat(rows(here)).as("a late row still finds a place").isEqualTo(2);
    }

    @Test
    void erasesWordsOnRecordAndTheChainStillVerifies() {
        Activity posted = Activities.posted(here, "Ada's secret words");
        fixture.write(
                posted,
                Activities.ofCall(here, posted.call(), Activity.Status.SUCCESS),
                Activities.posted(here, "kept"));
        assertThat(erased(posted)).as("not sealed yet").isZero();
        fixture.seal();
        assertThat(erased(posted)).isEqualTo(2);
        assertThat(fixture.check.verify(here)).as("nothing on record").isInstanceOf(ChainReport.Broken.class);
        String text = String.join(
                " ",
                fixture.superuser
                        .sql("select l::text from activity_logs l")
                        .query(String.class)
                        .list());
        assertThat(text).doesNotContain("secret words").contains("kept");
    }

    private int erased(Activity row) {
        return fixture.database
                .transactions()
                .inObservatory(
                        here.value(),
                        () -> fixture.database
                                .jdbc()
                                .sql("select activity_erase(?)")
                                .param(row.id())
                                .query((found, _) -> 0)
                                .list()
                                .size());
    }

    private LogRetention retention() {
        return new LogRetention(
                fixture.database.transactions(),
                fixture.database.jdbc(),
                fixture.log,
                () -> List.of(here, there),
                id -> id.equals(here) ? 60 : 3650,
                InstantSource.system());
    }

    private void keeps(ObservatoryId id, int days) {
        fixture.superuser
                .sql("update observatories set settings = jsonb_build_object('retention', ?) where id = ?")
                .params(days, id.value())
                .update();
    }

    private void write(ObservatoryId id, int daysAgo, int rows) {
        Instant at = Instant.now().minus(DAY.multipliedBy(daysAgo));
        for (int i = 0; i < rows; i++)
            fixture.write(new Activity(
                    id,
                    new UUID(
                            UuidV7.floor(at).getMostSignificantBits() | 0x7000 | i,
                            UuidV7.next().getLeastSignificantBits()),
                    null,
                    ActivityType.POST,
                    "twitter/tweet",
                    "Old",
                    "",
                    Map.of(),
                    Activity.Status.SUCCESS,
                    Activities.ADA,
                    "by person",
                    null,
                    at));
    }

    private long rows(ObservatoryId id) {
        return fixture.count("select count(*) from activity_logs where observatory_id = ?", id.value());
    }

    private long dropped() {
        return fixture.database
                .transactions()
                .global(() -> fixture.database
                        .jdbc()
                        .sql("select activity_partitions_drop_empty()")
                        .query(String.class)
                        .list()
                        .size());
    }

    private long months() {
        return fixture.count("select count(*) from pg_inherits where inhparent = 'activity_logs'::regclass");
    }
}
