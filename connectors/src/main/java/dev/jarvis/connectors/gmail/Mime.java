package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A finished mail that is not written yet: its files are read, sealed as they are kept, only while it leaves.
 *
 * <p>What all mails that leave hold together has a bound, a fifth of the heap; beyond it a mail waits for others to be gone.
 *
 * @param size in bytes, as it will be written
 */
record Mime(MimeMessage message, int size) {
    private static final int UNIT = 1024;
    private static final int ALL = (int) (Runtime.getRuntime().maxMemory() / 5 / UNIT);
    private static final Semaphore ROOM = new Semaphore(ALL, true);
    private static final int PATIENCE_SECONDS = 120;

    /** Its bytes, and what is made of them on the way: inside JSON it stands there five times. */
    private static final int COPIES = 5;

    static Mime of(MimeMessage message) throws MessagingException, IOException {
        Count count = new Count();
        message.writeTo(count);
        return new Mime(message, Math.toIntExact(count.bytes));
    }

    /**
     * Writes it, and keeps its place in memory while the work lasts.
     *
     * @throws PlatformException {@link ErrorKind#NOT_SENT} when others do not leave in time
     */
    <T> T leaving(Function<byte[], T> work) {
        int wanted = Math.min(ALL, 1 + (Outgoing.fitsIntoJson(size) ? COPIES * size : size) / UNIT);
        if (!roomFor(wanted))
            throw new PlatformException(
                    ErrorKind.NOT_SENT, "Too many large mails are leaving at this moment; this one was not sent.");
        try {
            return work.apply(written());
        } finally {
            ROOM.release(wanted);
        }
    }

    private static boolean roomFor(int wanted) {
        try {
            return ROOM.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private byte[] written() {
        Exactly bytes = new Exactly(size);
        try {
            message.writeTo(bytes);
        } catch (MessagingException | IOException e) {
            throw new PlatformException(ErrorKind.NOT_SENT, "The mail could not be put together; nothing was sent", e);
        }
        return bytes.all();
    }

    /** Grows and copies nothing: a mail of 35 MB takes 35 MB. */
    private static final class Exactly extends ByteArrayOutputStream {
        Exactly(int size) {
            super(size);
        }

        byte[] all() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    private static final class Count extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes += length;
        }
    }
}
