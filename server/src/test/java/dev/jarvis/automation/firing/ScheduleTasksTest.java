package dev.jarvis.automation.firing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.activity.ActivityLog;
import dev.jarvis.automation.definition.Rules;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.work.Task;
import dev.jarvis.platform.work.Verdict;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every ten minutes on the first of June 2027, by a database's clock that the tests set. */
@ServerTest
@Protocol
@Import(TestEngine.Instead.class)
class ScheduleTasksTest {
    private static final String JUNE = "*/10 * 1 6 *";
    private static final Instant TEN = Instant.parse("2027-06-01T10:00:00Z");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestEngine engine;

    @Autowired
    private Rules rules;

    @Autowired
    private ActivityLog log;

    private final AtomicReference<Instant> now = new AtomicReference<>(TEN);
    private ScheduleTasks node;
    private ScheduleTasks otherNode;
    private ObservatoryId here;
    private Caller ada;

    @BeforeEach
    void start() {
        engine.unfinished.set(0);
        node = node();
        otherNode = node();
        World world = new World(context);
        here = world.observatory();
        ada = world.member(here, Role.OPERATOR);
    }

    private ScheduleTasks node() {
        return new ScheduleTasks(db, new ScheduleTable(jdbc), rules, engine, new ScheduleLog(log), now::get);
    }

    @Test
    void firesWhenItIsDueAndSaysWhenToComeAgain() {
        UUID rule = make(JUNE, "UTC", "\"skip\"", "allow");
        reachedAt(rule, TEN.minusSeconds(1));

        Verdict verdict = look(rule);

        assertThat(engine.of(rule)).hasSize(1);
        assertThat(engine.of(rule).getFirst().trigger().path("label").asString())
                .isEqualTo("2027-06-01T10:00:00+00:00");
        assertThat(verdict).isEqualTo(Verdict.again(Duration.ofMinutes(10), "until the next occurrence"));
    }

    @Test
    @Tag("P13")
    void firesALabelOnceOnTwoNodesAndWhenARoundIsDoneTwice() throws Exception {
        UUID rule = make(JUNE, "UTC", "{\"all\":{\"most\":100,\"maxAge\":\"PT5H\"}}", "allow");
        reachedAt(rule, TEN.minus(Duration.ofHours(2)));
        UUID schedule = scheduleOf(rule);
        List<Callable<Verdict>> looks = IntStream.range(0, 20)
                .<Callable<Verdict>>mapToObj(i -> () -> (i % 2 == 0 ? node : otherNode).handle(task(schedule)))
                .toList();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Verdict> one : threads.invokeAll(looks)) one.get();
        }
        reachedAt(rule, TEN.minus(Duration.ofHours(2)));
        look(rule);

        assertThat(engine.of(rule))
                .extracting(TestEngine.Started::key)
                .doesNotHaveDuplicates()
                .hasSize(12);
        assertThat(occurrences(rule, "started")).isEqualTo(12);
    }

    @Test
    @Tag("P14")
    void skipsWhatWasMissedAndWritesEachDown() {
        UUID rule = make(JUNE, "UTC", "\"skip\"", "allow");
        reachedAt(rule, TEN.minus(Duration.ofHours(2)));
        now.set(TEN.plusSeconds(60));

        look(rule);

        assertThat(engine.of(rule)).isEmpty();
        assertThat(occurrences(rule, "skipped")).isEqualTo(12);
        assertThat(told("schedule/skipped")).isEqualTo(12);
    }

    @Test
    @Tag("P14")
    void runsOnceForAllThatWereMissed() {
        UUID rule = make(JUNE, "UTC", "\"once\"", "allow");
        reachedAt(rule, TEN.minus(Duration.ofHours(2)));
        now.set(TEN.plusSeconds(60));

        look(rule);

        assertThat(engine.of(rule)).extracting(TestEngine.Started::key).containsExactly("2027-06-01T10:00:00+00:00#1");
        assertThat(occurrences(rule, "skipped")).isEqualTo(11);
        assertThat(told("schedule/skipped")).isEqualTo(11);
    }

    @Test
    @Tag("P14")
    void runsTheNewestOfThoseMissedOldestFirstAndNoneThatIsTooOld() {
        UUID many = make(JUNE, "UTC", "{\"all\":{\"most\":3,\"maxAge\":\"PT5H\"}}", "allow");
        UUID young = make(JUNE, "UTC", "{\"all\":{\"most\":100,\"maxAge\":\"PT25M\"}}", "allow");
        now.set(TEN.plusSeconds(60));

        for (UUID rule : List.of(many, young)) {
            reachedAt(rule, TEN.minus(Duration.ofHours(2)));
            look(rule);
        }

        assertThat(engine.of(many))
                .extracting(started -> started.trigger().path("due").asString())
                .containsExactly("2027-06-01T09:40:00Z", "2027-06-01T09:50:00Z", "2027-06-01T10:00:00Z");
        assertThat(engine.of(young)).hasSize(3);
        assertThat(occurrences(many, "skipped")).isEqualTo(9);
    }

    @Test
    @Tag("P14")
    void goesThroughALongBacklogInPagesWithoutLosingOne() {
        UUID rule = make("* * 1 6 *", "UTC", "\"once\"", "allow");
        reachedAt(rule, TEN.minus(Duration.ofHours(10)));
        now.set(TEN.plusSeconds(31));

        int looks = 0;
        for (Verdict verdict = look(rule); verdict.equals(Verdict.again(Duration.ZERO, "more are due")); looks++)
            verdict = look(rule);

        assertThat(looks).isPositive();
        assertThat(occurrences(rule, "skipped") + occurrences(rule, "started")).isEqualTo(600);
        assertThat(engine.of(rule)).hasSize(1);
    }

    @Test
    @Tag("P14")
    void holdsBackWhileAnEarlierRunGoesOn() {
        UUID skips = make(JUNE, "UTC", "\"skip\"", "skip");
        UUID queues = make(JUNE, "UTC", "\"skip\"", "queue");
        reachedAt(skips, TEN.minusSeconds(1));
        reachedAt(queues, TEN.minusSeconds(1));
        engine.unfinished.set(1);

        look(skips);
        Verdict waits = look(queues);

        assertThat(engine.of(skips)).isEmpty();
        assertThat(reasons(skips)).containsExactly("overlap");
        assertThat(occurrences(queues, "queued")).isOne();
        assertThat(waits).isEqualTo(Verdict.again(Duration.ofSeconds(2), "an earlier run goes on"));
        engine.unfinished.set(0);
        look(queues);
        assertThat(engine.of(queues)).hasSize(1);
        assertThat(occurrences(queues, "queued")).isZero();
    }

    @Test
    @Tag("P14")
    void leavesToAnEditOnlyWhatComesAfterIt() {
        UUID rule = make(JUNE, "UTC", "\"once\"", "allow");
        reachedAt(rule, TEN.minus(Duration.ofHours(2)));
        UUID old = scheduleOf(rule);
        Answer edited = ada.with("If-Match", "1").patch("/api/rules/" + rule, java.util.Map.of("name", "Edited"));
        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        UUID fresh = scheduleOf(rule);
        at(old, "active_until", TEN.minus(Duration.ofMinutes(55)));
        at(fresh, "reached_at", TEN.minus(Duration.ofMinutes(55)));
        now.set(TEN.plusSeconds(60));

        assertThat(node.handle(task(old))).isEqualTo(Verdict.DONE);
        node.handle(task(fresh));

        assertThat(reasons(rule)).filteredOn("replaced"::equals).hasSize(6);
        assertThat(reasons(rule)).filteredOn("missed"::equals).hasSize(5);
        assertThat(engine.of(rule)).extracting(TestEngine.Started::key).containsExactly("2027-06-01T10:00:00+00:00#2");
    }

    @Test
    @Tag("P14")
    void runsNothingOfARuleThatWasSwitchedOff() {
        UUID rule = make(JUNE, "UTC", "\"once\"", "allow");
        reachedAt(rule, TEN.minusSeconds(1));
        UUID schedule = scheduleOf(rule);
        ada.post("/api/rules/" + rule + "/disable");
        at(schedule, "active_until", TEN);

        assertThat(node.handle(task(schedule))).isEqualTo(Verdict.DONE);

        assertThat(engine.of(rule)).isEmpty();
        assertThat(reasons(rule)).containsExactly("disabled");
    }

    @Test
    @Tag("P13")
    void runsAfterAGapAndSaysSo() {
        UUID rule = make("30 2 28 3 *", "Europe/Berlin", "\"skip\"", "allow");
        now.set(Instant.parse("2027-03-28T01:00:01Z"));
        reachedAt(rule, now.get().minusSeconds(3600));

        look(rule);

        assertThat(engine.of(rule)).extracting(TestEngine.Started::key).containsExactly("2027-03-28T02:30:00#1");
        assertThat(engine.of(rule).getFirst().trigger().path("note").asString()).contains("does not exist");
        assertThat(told("schedule/moved")).isOne();
        Answer list = ada.get("/api/rules/" + rule + "/occurrences");
        assertThat(list.text("/items/0/note")).contains("2027-03-28T03:00:00");
    }

    @Test
    void beginsStrictlyAfterItWasSaved() {
        UUID rule = make("* * * * * *", "UTC", "\"once\"", "allow");
        Instant saved = Instant.parse(ada.get("/api/rules/" + rule).text("/savedAt"));

        Instant next = db.inObservatory(
                here.value(),
                () -> jdbc.sql("select next_at from schedules where rule_id = ?")
                        .param(rule)
                        .query(java.sql.Timestamp.class)
                        .single()
                        .toInstant());

        assertThat(next).isAfter(saved).isBeforeOrEqualTo(saved.plusSeconds(60));
        ada.post("/api/rules/" + rule + "/disable");
    }

    private UUID make(String cron, String zone, String misfire, String overlap) {
        Answer made = ada.send("POST", "/api/rules", """
                {"name": "Scheduled", "enabled": true,
                 "trigger": {"kind": "schedule", "cron": "%s", "zone": "%s", "misfire": %s, "overlap": "%s"},
                 "steps": [{"kind": "wait", "id": "pause", "for": "PT1S"}]}""".formatted(cron, zone, misfire, overlap));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return UUID.fromString(made.text("/id"));
    }

    private Verdict look(UUID rule) {
        return node.handle(task(scheduleOf(rule)));
    }

    private Task task(UUID schedule) {
        return new Task(here.value(), schedule, ScheduleTasks.KIND, "{}", 1, UUID.randomUUID(), 1);
    }

    private UUID scheduleOf(UUID rule) {
        return db.inObservatory(
                here.value(),
                () -> jdbc.sql("select id from schedules where rule_id = ? order by id desc limit 1")
                        .param(rule)
                        .query(UUID.class)
                        .single());
    }

    private void reachedAt(UUID rule, Instant instant) {
        at(scheduleOf(rule), "reached_at", instant);
    }

    private void at(UUID schedule, String column, Instant instant) {
        db.inObservatory(
                here.value(),
                () -> jdbc.sql("update schedules set %s = ? where id = ?".formatted(column))
                        .params(java.sql.Timestamp.from(instant), schedule)
                        .update());
    }

    private long occurrences(UUID rule, String state) {
        return db.inObservatory(
                here.value(),
                () -> jdbc.sql("select count(*) from occurrences where rule_id = ? and state = ?")
                        .params(rule, state)
                        .query(Long.class)
                        .single());
    }

    private List<String> reasons(UUID rule) {
        return db.inObservatory(
                here.value(),
                () -> jdbc.sql("select reason from occurrences where rule_id = ? and reason is not null")
                        .param(rule)
                        .query(String.class)
                        .list());
    }

    private long told(String action) {
        return db.inObservatory(
                here.value(),
                () -> jdbc.sql("select count(*) from activity_logs where action = ?")
                        .param(action)
                        .query(Long.class)
                        .single());
    }
}
