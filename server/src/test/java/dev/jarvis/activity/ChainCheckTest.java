package dev.jarvis.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.jarvis.activity.Finding.Kind;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainCheckTest {
    private static LogFixture fixture;
    private ObservatoryId here;

    @BeforeAll
    static void open() {
        fixture = new LogFixture();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @BeforeEach
    void twentyAnchoredRows() {
        fixture.superuser
                .sql("truncate activity_logs, activity_seals, activity_anchors")
                .update();
        here = fixture.founded();
        fixture.write(Stream.generate(() -> Activities.posted(here, "Posted"))
                .limit(20)
                .toList());
        fixture.seal();
        fixture.sealer.anchorAll();
    }

    @Test
    void findsAnUntouchedLogIntact() {
        assertThat(fixture.check.verify(here))
                .isEqualTo(new ChainReport.Intact(new ChainReport.Counts(20, 0, 0, 0, 1)));
    }

    @Test
    void countsRowsThatAreNotSealedYet() {
        fixture.write(Activities.posted(here, "Posted"));

        assertThat(fixture.check.verify(here).counts().waiting()).isEqualTo(1);
        fixture.seal();
        assertThat(fixture.check.verify(here).counts()).isEqualTo(new ChainReport.Counts(21, 0, 0, 0, 1));
    }

    @Test
    void missesAnObservatoryThatWasRemovedBehindItsBackWithAllItHad() {
        fixture.remove(here);
        assertThat(kinds()).containsExactly(Kind.OBSERVATORY_REMOVED);
        assertThat(fixture.check.all()).as("by its seals").contains(here);

        fixture.superuser
                .sql("truncate activity_logs, activity_seals, activity_anchors")
                .update();
        assertThat(fixture.check.all()).as("by the file of its anchors").contains(here);
        assertThat(kinds()).containsExactly(Kind.CUT_OFF, Kind.OBSERVATORY_REMOVED);
    }

    @Test
    void doesNotBelieveThatItWasDeletedWithoutARowThatSaysByWhom() {
        fixture.end(here, 400);
        assertThat(kinds()).containsExactly(Kind.OBSERVATORY_REMOVED);
    }

    @Test
    void findsTheLogOfANewObservatoryIntact() {
        assertThat(fixture.check.verify(fixture.founded())).isInstanceOf(ChainReport.Intact.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = 'email'",
                "action = 'twitter/like'",
                "status = 'failed'",
                "actor_kind = 'agent'",
                "actor_id = jarvis_uuidv7()",
                "actor_id = null",
                "actor_name = 'Eve'",
                "consent = 'by policy: default'",
                "call_id = null",
                "integration_id = jarvis_uuidv7()",
                "created_at = created_at - interval '1 microsecond'",
                "created_at = 'infinity'",
                "digest = sha256(digest)"
            })
    void namesARowWithAnEditedField(String change) {
        tamper("update activity_logs set " + change + " where id = ?", rowAt(7));

        assertThat(findings())
                .extracting(Finding::kind, Finding::seq, Finding::activity)
                .containsExactly(tuple(Kind.EDITED, 7L, rowAt(7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title = 'x'",
                "title = ''",
                "description = ''",
                "metadata = '{}'",
                "metadata = '[]'",
                "metadata = 'null'",
                "metadata = metadata || '{\"count\": 2}'",
                "metadata = metadata || '{\"count\": null}'",
                "salt = ''",
                "salt = sha256(salt)",
                "title = description, description = title"
            })
    void namesARowWithEditedWords(String change) {
        tamper("update activity_logs set " + change + " where id = ?", rowAt(7));

        assertThat(findings()).extracting(Finding::kind, Finding::seq).containsExactly(tuple(Kind.WORDS_EDITED, 7L));
    }

    @Test
    void namesADeletedRow() {
        UUID row = rowAt(7);
        tamper("delete from activity_logs where id = ?", row);

        assertThat(findings()).containsExactly(Finding.at(Kind.ROW_DELETED, 7, row));
    }

    @Test
    void namesTheGapOfADeletedSeal() {
        UUID row = rowAt(7);
        tamper("delete from activity_seals where seq = 7");
        assertThat(kinds()).containsExactlyInAnyOrder(Kind.SEAL_DELETED, Kind.NOT_SEALED);

        tamper("delete from activity_logs where id = ?", row);
        assertThat(findings()).containsExactly(Finding.at(Kind.SEAL_DELETED, 7, null));
    }

    @Test
    void namesTheRowsOfASwap() {
        tamper(
                "update activity_seals set activity_id = case seq when 3 then ?::uuid else ?::uuid end where seq in (3, 4)",
                rowAt(4),
                rowAt(3));

        assertThat(findings()).extracting(Finding::seq).contains(3L, 4L);
    }

    @Test
    void namesARowThatWasSlippedIn() {
        UUID forged = UuidV7.floor(Instant.now().minusSeconds(5));
        tamper("""
                insert into activity_logs select (jsonb_populate_record(a, jsonb_build_object('id', ?::text))).*
                from activity_logs a where id = ?""", forged.toString(), rowAt(7));

        assertThat(findings()).containsExactly(Finding.of(Kind.NOT_SEALED, forged));
    }

    @Test
    void namesTheAnchorBehindACutOffEnd() {
        tamper("delete from activity_logs where id in (select activity_id from activity_seals where seq > 15)");
        tamper("delete from activity_seals where seq > 15");
        tamper("delete from activity_anchors");

        assertThat(findings()).containsExactly(Finding.at(Kind.CUT_OFF, 20, null));
    }

    @Test
    void namesTheAnchorOfAChainWrittenAnew() throws IOException {
        tamper("update activity_logs set title = 'forged', salt = ?, digest = ? where id = ?", forgedWords());
        tamper("delete from activity_seals");
        tamper("update sealing set sealed_below = '0'");
        fixture.seal();
        assertThat(findings()).containsExactly(Finding.at(Kind.REWRITTEN, 20, null));

        tamper("delete from activity_anchors");
        assertThat(findings()).containsExactly(Finding.at(Kind.REWRITTEN, 20, null));
    }

    @Test
    void namesAForgedAnchor() {
        tamper("update activity_anchors set signature = sha256(signature)");
        assertThat(kinds()).containsExactly(Kind.ANCHOR_FORGED);
        tamper("update activity_anchors set key_id = 'mine'");
        assertThat(kinds()).containsExactly(Kind.ANCHOR_FORGED);
    }

    @Test
    void missesTheAnchorOfEveryThousandthRow() {
        fixture.write(Stream.generate(() -> Activities.posted(here, "Posted"))
                .limit(1_000)
                .toList());
        fixture.seal();
        tamper("delete from activity_anchors where seq = 1000");

        assertThat(findings()).containsExactly(Finding.at(Kind.ANCHOR_DELETED, 1_000, null));
    }

    @Test
    void holdsWhenWordsAreErasedOnRecord() {
        UUID row = rowAt(7);
        tamper("update activity_logs set title = '', description = '', metadata = '{}', salt = '' where id = ?", row);
        assertThat(findings()).containsExactly(Finding.of(Kind.ERASED_UNRECORDED, row));

        fixture.write(new Activity(
                here,
                UuidV7.next(),
                null,
                ActivityType.SYSTEM,
                Records.ERASED,
                "Erased",
                "",
                Map.of(Records.ROW, row.toString()),
                Activity.Status.SUCCESS,
                Activities.ADA,
                "by person",
                null,
                Instant.now()));
        assertThat(fixture.check.verify(here))
                .as("the record is on its way into the chain")
                .isEqualTo(new ChainReport.Intact(new ChainReport.Counts(20, 1, 1, 0, 1)));

        fixture.seal();
        assertThat(fixture.check.verify(here))
                .isEqualTo(new ChainReport.Intact(new ChainReport.Counts(21, 0, 1, 0, 1)));
    }

    @Test
    void staysCalmAboutALineThatAPowerCutLeftHalfWritten() throws IOException {
        Files.writeString(fixture.folder.resolve(here + ".anchors"), "\n21 ab12", StandardOpenOption.APPEND);
        fixture.write(Activities.posted(here, "Posted"));
        fixture.seal();
        fixture.sealer.anchorAll();

        assertThat(fixture.check.verify(here))
                .isEqualTo(new ChainReport.Intact(new ChainReport.Counts(21, 0, 0, 0, 2)));
    }

    @Test
    void tellsEveryWrongPlaceOfManyByItself() {
        tamper("update activity_logs set title = 'x' where id = ?", rowAt(2));
        tamper("update activity_logs set actor_name = 'Eve' where id = ?", rowAt(5));
        tamper("delete from activity_logs where id = ?", rowAt(9));

        assertThat(findings()).extracting(Finding::seq).containsExactly(2L, 5L, 9L);
    }

    private Object[] forgedWords() {
        Activity forged = Activities.posted(here, "forged");
        SealedText words = SealedText.of(forged);
        return new Object[] {words.salt(), words.digest(), rowAt(7)};
    }

    private List<Finding> findings() {
        return switch (fixture.check.verify(here)) {
            case ChainReport.Intact(var _) -> List.of();
            case ChainReport.Broken(var _, var findings, var _) -> findings;
        };
    }

    private List<Kind> kinds() {
        return findings().stream().map(Finding::kind).toList();
    }

    private UUID rowAt(long seq) {
        return fixture.superuser
                .sql("select activity_id from activity_seals where seq = ?")
                .param(seq)
                .query(UUID.class)
                .single();
    }

    private void tamper(String statement, Object... values) {
        assertThat(fixture.superuser.sql(statement).params(values).update()).isPositive();
    }
}
