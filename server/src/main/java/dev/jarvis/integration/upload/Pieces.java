package dev.jarvis.integration.upload;

import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/** One stream over pieces that are fetched when they are reached. For one thread. */
final class Pieces extends InputStream {
    private final IntFunction<Optional<byte[]>> fetch;
    private byte[] piece = {};
    private int next;
    private int at;
    private boolean over;

    Pieces(IntFunction<Optional<byte[]>> fetch) {
        this.fetch = fetch;
    }

    @Override
    public int read() {
        return advanced() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) return 0;
        if (!advanced()) return -1;
        int taken = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, offset, taken);
        at += taken;
        return taken;
    }

    private boolean advanced() {
        while (at == piece.length && !over) {
            Optional<byte[]> fetched = fetch.apply(next++);
            over = fetched.isEmpty();
            piece = fetched.orElseGet(() -> new byte[0]);
            at = 0;
        }
        return !over;
    }
}
