package dev.jarvis.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** More connections than a server can have, each sending without a pause. What becomes of them is not asked. */
record Crowd(URI target, Supplier<byte[]> request) {
    /** @return how many calls were answered at all */
    long run(int connections, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        AtomicLong answered = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) threads.submit(() -> push(end, answered));
        }
        return answered.get();
    }

    private void push(long end, AtomicLong answered) {
        while (System.nanoTime() < end)
            try (Wire wire = new Wire(new InetSocketAddress(target.getHost(), target.getPort()))) {
                while (System.nanoTime() < end) {
                    wire.exchange(request.get());
                    answered.incrementAndGet();
                }
            } catch (IOException refused) {
                continue; // not let in, or shown the door: it tries again
            }
    }
}
