package dev.jarvis.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * As many connections as asked, each sending its next call when the last was answered, for a time.
 *
 * @param targets scheme, host and port of each server; the connections are dealt out evenly
 * @param next a fresh call each time it is asked; called from many threads
 * @param expected the statuses that count as success
 */
record Load(List<URI> targets, Supplier<Call> next, IntPredicate expected) {
    /**
     * One call.
     *
     * @param answered told at once when it was answered as expected; called from many threads
     */
    record Call(byte[] bytes, Runnable answered) {
        static Call of(byte[] bytes) {
            return new Call(bytes, () -> {});
        }
    }

    private record Part(long[] nanos, Map<Integer, Integer> others) {}

    Latencies run(int connections, double seconds) throws IOException, InterruptedException {
        return run(connections, seconds, 0);
    }

    /**
     * @param perSecond calls that all connections offer together, evenly; a call that starts late counts from when it was
     *     due, so a stall is not hidden. 0 for as many as go through
     */
    Latencies run(int connections, double seconds, int perSecond) throws IOException, InterruptedException {
        long interval = perSecond == 0 ? 0 : connections * 1_000_000_000L / perSecond;
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        List<Part> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Part>> workers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                long first = start + i * interval / connections;
                URI target = targets.get(i % targets.size());
                workers.add(() -> worker(target, first, interval, end));
            }
            for (Future<Part> part : threads.invokeAll(workers)) parts.add(result(part));
        }
        double took = (System.nanoTime() - start) / 1e9;
        long[] all =
                parts.stream().flatMapToLong(part -> Arrays.stream(part.nanos)).toArray();
        Map<Integer, Integer> others = new TreeMap<>();
        for (Part part : parts) part.others.forEach((status, count) -> others.merge(status, count, Integer::sum));
        return new Latencies(all, took, others);
    }

    private Part worker(URI target, long first, long interval, long end) throws IOException, InterruptedException {
        long[] nanos = new long[1024];
        int count = 0;
        Map<Integer, Integer> others = new TreeMap<>();
        Wire wire = open(target);
        try {
            for (long due = first; ; due += interval) {
                Call call = next.get();
                long before = interval == 0 ? System.nanoTime() : awaited(due);
                if (before >= end) return new Part(Arrays.copyOf(nanos, count), others);
                int status = wire.exchange(call.bytes());
                if (expected.test(status)) {
                    call.answered().run();
                    if (count == nanos.length) nanos = Arrays.copyOf(nanos, count * 2);
                    nanos[count++] = System.nanoTime() - before;
                } else {
                    others.merge(status, 1, Integer::sum);
                    wire.close(); // a server may end the connection with a refusal
                    wire = open(target);
                }
            }
        } finally {
            wire.close();
        }
    }

    private static Wire open(URI target) throws IOException {
        return new Wire(new InetSocketAddress(target.getHost(), target.getPort()));
    }

    private static long awaited(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        if (left > 0) Thread.sleep(java.time.Duration.ofNanos(left));
        return due;
    }

    private static Part result(Future<Part> part) throws IOException, InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw new IOException("A connection of the load broke: " + e.getCause(), e);
        }
    }
}
