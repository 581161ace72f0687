package dev.jarvis.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The machine's own resolver. A lookup is a native call that holds its thread and cannot be interrupted, so it runs on
 * a few platform threads of its own and is waited for no longer than ten seconds.
 */
final class SystemNames implements Names, AutoCloseable {
    private static final int THREADS = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("names-", 0).daemon().factory());

    @Override
    public InetAddress[] lookup(String host) throws UnknownHostException {
        try {
            return answer(host, threads.submit(() -> InetAddress.getAllByName(host)));
        } catch (RejectedExecutionException e) {
            throw new UnknownHostException(host + ": too many name lookups are under way");
        }
    }

    private static InetAddress[] answer(String host, Future<InetAddress[]> lookup) throws UnknownHostException {
        try {
            return lookup.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException(host + ": the name lookup took longer than ten seconds");
        } catch (ExecutionException e) {
            throw new UnknownHostException(host);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + ": the name lookup was interrupted");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
