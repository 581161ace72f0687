package dev.jarvis.platform.http;

import dev.jarvis.sdk.Request;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A body that is read as it leaves, in constant memory; the call's limit starts anew with each piece. */
final class StreamedBody extends AbstractHttpEntity {
    private final Request.Body.Stream body;
    private final InputStream content;
    private final Flight flight;

    StreamedBody(Request.Body.Stream body, Flight flight) {
        super((String) null, null);
        this.body = body;
        this.content = body.content().get();
        this.flight = flight;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] piece = new byte[64 * 1024];
        long left = body.length();
        while (left > 0) {
            int n = content.read(piece, 0, (int) Math.min(piece.length, left));
            if (n == -1) throw new EOFException("the content is %d bytes shorter than announced".formatted(left));
            out.write(piece, 0, n);
            left -= n;
            flight.moved();
        }
    }

    @Override
    public long getContentLength() {
        return body.length();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public InputStream getContent() {
        return content;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
