package dev.jarvis.platform.web;

import dev.jarvis.platform.problem.BodyTooLarge;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body may not pass a number of bytes, declared or not. The route may set another number before it is
 * read. JSON is read whole, so it also needs its share of the memory for bodies; files are streamed and need none.
 */
public final class CappedBody extends HttpServletRequestWrapper implements AutoCloseable {
    /** For routes that say nothing else: 1 MB. */
    public static final long USUAL = 1 << 20;

    private long most = USUAL;
    private @Nullable Counted stream;
    private final BodyBudget budget;
    private BodyBudget.Share share = BodyBudget.Share.NOTHING;

    CappedBody(HttpServletRequest request, BodyBudget budget) {
        super(request);
        this.budget = budget;
        request.setAttribute(CappedBody.class.getName(), this);
    }

    /** @throws dev.jarvis.platform.problem.Problem 413 when the request declares more than that */
    public static void allow(ServletRequest request, long most) {
        if (request.getContentLengthLong() > most) throw new BodyTooLarge(most).problem();
        if (request.getAttribute(CappedBody.class.getName()) instanceof CappedBody body) body.most = most;
    }

    /**
     * To be called once the caller is known to be let in, and before anything is read.
     *
     * @throws dev.jarvis.platform.problem.Problem 503 when others hold the memory that this one needs
     */
    public static void reserve(ServletRequest request) {
        if (request.getAttribute(CappedBody.class.getName()) instanceof CappedBody body) body.reserve();
    }

    private void reserve() {
        if (!String.valueOf(getContentType()).contains("json")) return;
        long declared = getContentLengthLong();
        share = budget.take(declared < 0 ? most : declared);
    }

    /** Gives its share of the memory back. */
    @Override
    public void close() {
        share.close();
    }

    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) stream = new Counted(super.getInputStream());
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private final class Counted extends ServletInputStream {
        private final ServletInputStream in;
        private long read;

        Counted(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return count(in.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = in.read(bytes, offset, length);
            return count(got, got);
        }

        private int count(int result, int bytes) throws IOException {
            if (result >= 0) read += bytes;
            if (read > most) throw new BodyTooLarge(most);
            return result;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
