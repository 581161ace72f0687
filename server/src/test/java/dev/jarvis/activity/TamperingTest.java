package dev.jarvis.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.Size;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Protocol P28: many writers and several sealers, then a superuser who edits, deletes, swaps, slips in, cuts off and
 * writes anew, one at a time; each must be found.
 */
@Protocol
class TamperingTest {
    private static final int ROWS = Size.of(300, 3_300, 33_300);
    private static final int TAMPERINGS = Size.of(45, 180, 1_000);
    private static final List<String> EDITS = List.of(
            "type = case type when 'post' then 'email' else 'post' end",
            "action = action || 'x'",
            "title = title || ' '",
            "description = 'In words'",
            "metadata = metadata || '{\"place\": \"there\"}'",
            "status = case status when 'failed' then 'success' else 'failed' end",
            "actor_kind = 'rule'",
            "actor_id = jarvis_uuidv7()",
            "actor_name = 'Eve'",
            "consent = 'by nobody'",
            "call_id = jarvis_uuidv7()",
            "integration_id = jarvis_uuidv7()",
            "salt = sha256(salt)",
            "digest = sha256(digest)",
            "created_at = created_at + interval '1 day'");

    private final LogFixture fixture = new LogFixture();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<ObservatoryId> all =
            Stream.generate(fixture::founded).limit(3).toList();
    private final ObservatoryId here = all.getFirst();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    @Tag("P28")
    void findsEveryTamperingWithALogThatManyWroteAtOnce(Proof proof) throws Exception {
        writeWithManyThreads();
        for (ObservatoryId one : all) assertThat(fixture.check.verify(one)).isInstanceOf(ChainReport.Intact.class);
        assertThat(fixture.check.verify(here).counts().sealed()).isEqualTo(ROWS);
        keepACopy();

        for (int i = 0; i < TAMPERINGS; i++) {
            String what = tamper(i % 9);
            assertThat(fixture.check.verify(here))
                    .as("%s (tampering %d of seed %d)", what, i, seed)
                    .isInstanceOf(ChainReport.Broken.class);
            restore();
        }
        for (ObservatoryId one : all) assertThat(fixture.check.verify(one)).isInstanceOf(ChainReport.Intact.class);
        proof.count("rows", (long) ROWS * all.size())
                .count("tamperings", TAMPERINGS)
                .count("found", TAMPERINGS)
                .count("seed", seed);
    }

    private void writeWithManyThreads() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> sealers = Stream.generate(() -> threads.submit(() -> keepSealing(done)))
                    .limit(2)
                    .toList();
            List<Callable<Void>> writers = IntStream.range(0, 16)
                    .<Callable<Void>>mapToObj(thread -> () -> write(thread))
                    .toList();
            List<Future<Void>> written = threads.invokeAll(writers);
            done.set(true);
            for (Future<Void> sealer : sealers) sealer.get();
            for (Future<Void> writer : written) writer.get();
        }
        fixture.seal();
        fixture.sealer.anchorAll();
    }

    private Void write(int thread) {
        for (int row = thread; row < ROWS; row += 16)
            for (ObservatoryId one : all) fixture.write(Activities.posted(one, "Posted " + row));
        return null;
    }

    private Void keepSealing(AtomicBoolean done) {
        Sealer sealer = fixture.sealer();
        while (!done.get()) {
            sealer.seal();
            sealer.anchorAll();
        }
        return null;
    }

    private String tamper(int kind) {
        long seq = 1 + random.nextInt(ROWS);
        long other = 1 + (seq + random.nextInt(ROWS - 1)) % ROWS;
        return switch (kind) {
            case 0, 1, 2 -> edit(seq, EDITS.get(random.nextInt(EDITS.size())));
            case 3 -> deleteRow(seq);
            case 4 -> deleteRowAndSeal(Math.min(seq, ROWS - 1));
            case 5 -> swap(seq, other);
            case 6 -> slipIn(seq);
            case 7 -> cutOff(seq);
            default -> writeAnew(seq);
        };
    }

    private String edit(long seq, String change) {
        run("update activity_logs set " + change + " where id = ?", row(seq));
        return "edit of " + seq + ": " + change;
    }

    private String deleteRow(long seq) {
        run("delete from activity_logs where id = ?", row(seq));
        return "deletion of " + seq;
    }

    private String deleteRowAndSeal(long seq) {
        run("delete from activity_logs where id = ?", row(seq));
        run("delete from activity_seals where observatory_id = ? and seq = ?", here.value(), seq);
        return "deletion of " + seq + " with its seal";
    }

    private String swap(long one, long other) {
        UUID first = row(one);
        UUID second = row(other);
        run("""
                update activity_logs a set title = b.title, salt = b.salt, digest = b.digest, call_id = b.call_id
                from activity_logs b
                where (a.id, b.id) in ((?::uuid, ?::uuid), (?::uuid, ?::uuid))""", first, second, second, first);
        return "swap of " + one + " and " + other;
    }

    private String slipIn(long seq) {
        run("""
                insert into activity_logs select (jsonb_populate_record(a, jsonb_build_object('id', jarvis_uuidv7()))).*
                from activity_logs a where id = ?""", row(seq));
        return "row slipped in after " + seq;
    }

    private String cutOff(long seq) {
        run("""
                with cut as (delete from activity_seals where observatory_id = ? and seq >= ? returning activity_id)
                delete from activity_logs where id in (select activity_id from cut)""", here.value(), seq);
        run("delete from activity_anchors where observatory_id = ? and seq >= ?", here.value(), seq);
        return "tail cut off from " + seq;
    }

    /** With consistent hashes from there to the end, and without the anchors in the database. */
    private String writeAnew(long seq) {
        Activity forged = Activities.posted(here, "Forged");
        SealedText words = SealedText.of(forged);
        run(
                "update activity_logs set title = ?, description = ?, salt = ?, digest = ? where id = ?",
                forged.title(),
                forged.description(),
                words.salt(),
                words.digest(),
                row(seq));
        run("delete from activity_anchors where observatory_id = ? and seq >= ?", here.value(), seq);
        run("delete from activity_seals where observatory_id = ? and seq >= ?", here.value(), seq);
        run("update sealing set sealed_below = '0'");
        fixture.forger().seal();
        return "chain written anew from " + seq;
    }

    private UUID row(long seq) {
        return fixture.superuser
                .sql("select activity_id from activity_seals where observatory_id = ? and seq = ?")
                .params(here.value(), seq)
                .query(UUID.class)
                .single();
    }

    private void keepACopy() {
        for (String table : List.of("activity_logs", "activity_seals", "activity_anchors", "sealing"))
            run("create table copy_of_%1$s as select * from %1$s".formatted(table));
    }

    private void restore() {
        for (String table : List.of("activity_logs", "activity_seals", "activity_anchors")) {
            run("delete from %s where observatory_id = ?".formatted(table), here.value());
            run("insert into %1$s select * from copy_of_%1$s where observatory_id = ?".formatted(table), here.value());
        }
        run("update sealing s set sealed_below = c.sealed_below from copy_of_sealing c");
    }

    private void run(String statement, Object... values) {
        fixture.superuser.sql(statement).params(values).update();
    }
}
