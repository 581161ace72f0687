package dev.jarvis.platform.work;

import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TestDatabase;
import dev.jarvis.platform.db.UuidV7;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Nodes on one database, without the rest of the server. A virtual clock: time passes by moving the rows into the past. */
final class Rig implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(6);
    static final String KIND = "test";

    final TestDatabase database = TestDatabase.fresh();
    final JdbcClient oracle = JdbcClient.create(database.superuserDataSource());
    final Notices notices = database.notices();
    final WorkQueue queue = new WorkQueue(database.jdbc(), notices);
    final WorkTable table = new WorkTable(database.pipelineDataSource());
    final DeadLetters letters =
            new DeadLetters(database.jdbc(), queue, JsonMapper.builder().build());
    final Tries tries = new Tries(JsonMapper.builder().build());
    final TaskEndings endings = new TaskEndings(database.lanes().open("test", 256, 1_000, new Endings()), tries);
    private final List<Workers> started = new ArrayList<>();

    UUID put(UUID observatory) {
        return put(observatory, Gate.NONE);
    }

    UUID put(UUID observatory, Gate gate) {
        UUID id = UuidV7.next();
        put(NewTask.of(observatory, id, KIND, "{}").through(gate));
        return id;
    }

    boolean put(NewTask task) {
        return database.transactions().inObservatory(task.observatory(), () -> queue.put(task));
    }

    boolean wake(UUID observatory, UUID id) {
        return database.transactions().inObservatory(observatory, () -> queue.wake(observatory, id));
    }

    ThisNode node() {
        return node(InstantSource.system());
    }

    ThisNode node(InstantSource clock) {
        return ThisNode.enter(pipeline(), LEASE, clock);
    }

    /** A node that works for as long as the rig stands. */
    Workers start(Function<Task, Verdict> handler) {
        return start(handling(handler));
    }

    Workers start(TaskHandler handler) {
        return start(doing(handler));
    }

    Workers start(ThisNode node, Function<Task, Verdict> handler) {
        return start(node, doing(handling(handler)));
    }

    Workers start(Doing doing) {
        return start(node(), doing);
    }

    private Workers start(ThisNode node, Doing doing) {
        Workers workers = new Workers(node, table, doing, notices);
        if (!notices.isRunning()) notices.start();
        workers.start();
        started.add(workers);
        return workers;
    }

    Doing doing(TaskHandler handler) {
        return new Doing(List.of(handler), endings, tries);
    }

    static TaskHandler handling(Function<Task, Verdict> handler) {
        return new TaskHandler() {
            @Override
            public String kind() {
                return KIND;
            }

            @Override
            public Verdict handle(Task task) {
                return handler.apply(task);
            }
        };
    }

    /** Everything in the tables is that much older now. */
    void pass(Duration time) {
        oracle.sql("update work set due_at = due_at - ? * interval '1 millisecond'")
                .param(time.toMillis())
                .update();
        oracle.sql("update nodes set seen_at = seen_at - ? * interval '1 millisecond'")
                .param(time.toMillis())
                .update();
    }

    /** As when it was killed and the others have seen it. */
    void bury(ThisNode node) {
        oracle.sql("delete from nodes where id = ?").param(node.id()).update();
        table.freeOrphans();
    }

    long count(String condition) {
        return oracle.sql("select count(*) from work where " + condition)
                .query(Long.class)
                .single();
    }

    JdbcClient pipeline() {
        return JdbcClient.create(database.pipelineDataSource());
    }

    @Override
    public void close() {
        started.forEach(Workers::stop);
        notices.stop();
        endings.close();
        database.close();
    }
}
