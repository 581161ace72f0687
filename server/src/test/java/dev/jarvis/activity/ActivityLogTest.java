package dev.jarvis.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.observatory.ObservatoryId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ActivityLogTest {
    private final LogFixture fixture = new LogFixture();
    private final ObservatoryId here = LogFixture.observatory();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void keepsEveryFieldOfARow() {
        Activity activity = Activities.posted(here, "Posted “Günaydın”");
        fixture.write(activity);

        Map<String, Object> row = fixture.superuser
                .sql("select *, metadata ->> 'place' as place from activity_logs")
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("observatory_id", here.value())
                .containsEntry("id", activity.id())
                .containsEntry("type", "post")
                .containsEntry("title", "Posted “Günaydın”")
                .containsEntry("place", "here")
                .containsEntry("actor_name", "Ada")
                .containsEntry("call_id", activity.call())
                .containsEntry("consent", "by person");
        assertThat((byte[]) row.get("salt")).hasSize(16);
        assertThat((byte[]) row.get("digest")).hasSize(32);
    }

    @Test
    void refusesARowOutsideOfATransaction() {
        assertThatThrownBy(() -> fixture.log.write(Activities.posted(here, "Posted")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesARowOfAnotherObservatory() {
        ObservatoryId there = LogFixture.observatory();
        assertThatThrownBy(() -> fixture.database
                        .transactions()
                        .inObservatory(there.value(), () -> fixture.log.write(Activities.posted(here, "Posted"))))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void goesWithTheTransactionItBelongsTo() {
        assertThatThrownBy(() -> fixture.database.transactions().inObservatory(here.value(), () -> {
                    fixture.log.write(Activities.posted(here, "Posted"));
                    throw new IllegalArgumentException("undone");
                }))
                .hasMessage("undone");

        assertThat(fixture.count("select count(*) from activity_logs")).isZero();
    }

    @Test
    void writesWhatPostgresCannotStoreAsReplacementCharacters() {
        fixture.write(Activities.posted(here, "a\u0000b\uD83Dc 😀"));

        assertThat(fixture.superuser
                        .sql("select title from activity_logs")
                        .query(String.class)
                        .single())
                .isEqualTo("a\uFFFDb\uFFFDc 😀");
    }

    @Test
    void letsTheApplicationNeitherChangeNorDeleteARow() {
        fixture.write(Activities.posted(here, "Posted"));
        JdbcClient app = fixture.database.jdbc();

        for (String statement : Set.of(
                "update activity_logs set title = 'x'",
                "delete from activity_logs",
                "update activity_seals set seq = 1",
                "delete from activity_seals",
                "delete from activity_anchors",
                "truncate activity_logs",
                "update sealing set sealed_below = '0'")) {
            assertThatThrownBy(() -> fixture.database
                            .transactions()
                            .inObservatory(
                                    here.value(), () -> app.sql(statement).update()))
                    .as(statement)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void givesTheSameFactsAnotherDigestEachTime() {
        Activity activity = Activities.posted(here, "Posted");
        SealedText one = SealedText.of(activity);
        SealedText other = SealedText.of(activity);

        assertThat(one.digest()).isNotEqualTo(other.digest());
        assertThat(one.matches("Posted", "in words", activity.metadata())).isTrue();
        assertThat(one.matches("Posted", "in word", activity.metadata())).isFalse();
        assertThat(one.matches("Postedin", " words", activity.metadata())).isFalse();
        assertThat(one.matches("Posted", "in words", Map.of("place", "here"))).isFalse();
    }
}
