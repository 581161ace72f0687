package dev.jarvis.platform.web;

import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.problem.ProblemAnswer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Takes from a trusted proxy for whom it asks, and from nobody else: {@code X-Forwarded-For} and {@code -Proto} of any
 * other peer are as if they were not there. The host is never taken from a request; it is a setting.
 */
final class ForwardedValve extends ValveBase {
    private final Reach reach;

    ForwardedValve(Reach reach) {
        super(true);
        this.reach = reach;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String peer = request.getRemoteAddr();
        if (!reach.welcomes(peer)) {
            ProblemAnswer.write(
                    Problem.forbidden(
                            "not-this-way", "This server is reached through its proxy alone, by its https address."),
                    response.getResponse());
            return;
        }
        if (reach.proxies().trust(peer)) forward(request);
        getNext().invoke(request, response);
    }

    private void forward(Request request) {
        request.setRemoteAddr(client(request));
        if ("https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))) {
            request.setSecure(true);
            request.getCoyoteRequest().scheme().setString("https");
        }
    }

    /** From the right, the first that is no proxy of ours: what stands left of it is what a client claims. */
    private String client(Request request) {
        String last = request.getRemoteAddr();
        for (String hop : hops(request).reversed()) {
            if (!isAddress(hop)) return last;
            last = hop;
            if (!reach.proxies().trust(hop)) return hop;
        }
        return last;
    }

    private static List<String> hops(Request request) {
        return Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(String::strip)
                .toList();
    }

    private static boolean isAddress(String hop) {
        try {
            InetAddress.ofLiteral(hop);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
