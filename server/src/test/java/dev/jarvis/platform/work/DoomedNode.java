package dev.jarvis.platform.work;

import dev.jarvis.platform.db.Lane;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A node in a process of its own, whose tasks may end the process. Writes a line for each task it has done. */
final class DoomedNode {
    static final Duration LEASE = Duration.ofMillis(1_500);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DoomedNode() {}

    /** @param arguments the database's address */
    public static void main(String[] arguments) throws InterruptedException {
        TestDatabase database = TestDatabase.at(arguments[0]);
        JdbcClient pipeline = JdbcClient.create(database.pipelineDataSource());
        Tries tries = new Tries(JSON);
        Lane<Ending, Boolean> lane = database.lanes().open("doomed", 256, 1_000, new Endings());
        Doing doing = new Doing(List.of(Rig.handling(DoomedNode::handle)), new TaskEndings(lane, tries), tries);
        Notices notices = database.notices();
        Workers workers = new Workers(
                ThisNode.enter(pipeline, LEASE, InstantSource.system()),
                new WorkTable(database.pipelineDataSource()),
                doing,
                notices);
        notices.start();
        workers.start();
        new CountDownLatch(1).await();
    }

    private static Verdict handle(Task task) {
        String what = JSON.readTree(task.payload()).path("do").asString();
        switch (what) {
            case "halt" -> Runtime.getRuntime().halt(9);
            case "overflow" -> deeper(1);
            case "memory" -> fill(new ArrayList<>());
            default -> System.out.println("did " + task.id());
        }
        return Verdict.DONE;
    }

    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    private static void fill(List<byte[]> memory) {
        while (true) memory.add(new byte[1_000_000]);
    }
}
