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
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final TestDatabase database = TestDatabase.fresh();
    private final Lane<Integer, Integer> lane = database.lanes().open("test", 100, 10_000, (_, items) -> {
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
    void neverForgetsAnItemThatComesWhileABatchIsTaken() {
        for (int i = 0; i < 3_000; i++)
            assertThat(i % 3 == 0 ? lane.put(i) : lane.putUnhurried(i)).isEqualTo(i);
    }

    @Test
    void letsUnhurriedItemsGatherMoreCompanyThanHurriedOnes() {
        int hurried = batchesOf(() -> {
            for (int i = 0; i < 100; i++) lane.put(i);
        });
        int unhurried = batchesOf(() -> {
            try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int caller = 0; caller < 20; caller++)
                    many.submit(() -> {
                        for (int i = 0; i < 5; i++) lane.putUnhurried(i);
                    });
            }
        });

        assertThat(hurried).isEqualTo(100);
        assertThat(unhurried).isLessThan(50);
    }

    private int batchesOf(Runnable work) {
        int before = batches.size();
        work.run();
        return batches.size() - before;
    }

    private List<Future<Integer>> callersOf(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> callers.submit(() -> i % 2 == 0 ? lane.put(i) : lane.putUnhurried(i)))
                .toList();
    }
}
