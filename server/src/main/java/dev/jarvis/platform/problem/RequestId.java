package dev.jarvis.platform.problem;

import jakarta.servlet.ServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The name of one request, in its answer's {@code Jarvis-Request-Id} and in the log; it gives access to nothing. */
public final class RequestId {
    public static final String HEADER = "Jarvis-Request-Id";
    private static final String ATTRIBUTE = RequestId.class.getName();

    /** Safe to ask for anywhere: the first to ask gives the name. */
    public static String of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) return known;
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private RequestId() {}
}
