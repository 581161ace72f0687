package dev.jarvis.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads answers within bounds. What is kept in memory is at most 10 MB an answer, and only a few answers at a time may
 * be large, so that many slow or hostile hosts together cannot fill the heap.
 */
final class Bodies {
    static final int PARSED = 10_000_000;
    static final long STREAMED = 2_000_000_000L;
    private static final int SMALL = 256 * 1024;

    private final Semaphore large = new Semaphore(largeAtOnce());

    /** A quarter of the heap, at twice the cap an answer: the pieces read and the whole they are joined to. */
    private static int largeAtOnce() {
        return (int) Math.max(2, Runtime.getRuntime().maxMemory() / 4 / (2L * PARSED));
    }

    /** @throws BodyTooLarge when there is more than {@link #PARSED} after inflation */
    byte[] whole(InputStream content) throws IOException {
        byte[] start = content.readNBytes(SMALL);
        return start.length < SMALL ? start : joined(start, content);
    }

    private byte[] joined(byte[] start, InputStream content) throws IOException {
        if (!admitted()) throw new IOException("too many large answers at once");
        try {
            byte[] rest = content.readNBytes(PARSED + 1 - start.length);
            if (start.length + rest.length > PARSED) throw new BodyTooLarge(PARSED);
            byte[] whole = Arrays.copyOf(start, start.length + rest.length);
            System.arraycopy(rest, 0, whole, start.length, rest.length);
            return whole;
        } finally {
            large.release();
        }
    }

    private boolean admitted() {
        try {
            return large.tryAcquire(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @throws BodyTooLarge when there is more than {@link #STREAMED} after inflation */
    static void copy(InputStream content, OutputStream sink, Flight flight) throws IOException {
        byte[] piece = new byte[64 * 1024];
        long copied = 0;
        for (int n = content.read(piece); n != -1; n = content.read(piece)) {
            copied += n;
            if (copied > STREAMED) throw new BodyTooLarge(STREAMED);
            sink.write(piece, 0, n);
            flight.moved();
        }
    }
}
