package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How items find company; what a broken database does to them is tested where lanes are used. */
class LaneTest {
    private static final int MOST = 100;
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final TestDatabase database = TestDatabase.fresh();
    private final Lane<Integer, Integer> lane = database.lanes().open("test", MOST, 10_000, (_, items) -> {
        batches.add(List.copyOf(items));
        return items;
    });
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        lane.close();
        callers.close();
        database.close();
    }

    @Test
    void answersEachCallerWithItsOwn() throws Exception {
        List<Future<Integer>> answers = callersOf(2_000);

        for (int i = 0; i < answers.size(); i++)
            assertThat(answers.get(i).get()).isEqualTo(i);
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(2_000);
    }

    @Test
    void makesFewBatchesOfMuch() {
        List<Future<Integer>> answers = callersOf(2_000);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isNotNull());
        assertThat(batches).hasSizeBetween(2_000 / MOST, 1_000);
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(MOST));
    }

    private List<Future<Integer>> callersOf(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> callers.submit(() -> lane.put(i)))
                .toList();
    }
}
