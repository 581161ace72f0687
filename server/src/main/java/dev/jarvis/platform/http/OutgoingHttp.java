package dev.jarvis.platform.http;

import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;

/**
 * The one way out of this process over HTTP. Every call passes the {@link EgressGuard}, is bounded in time and size,
 * follows no redirect, keeps no cookie and is never repeated.
 *
 * <p>What an error means is exact, since the ledger of effects is kept by it: {@code NOT_SENT} when no server can have
 * held the whole request, {@code NO_ANSWER} when one may have. An answer that is no success is a reply also when its
 * body breaks off, for its status says what happened; a success whose body is lost is {@code NO_ANSWER} with that
 * status.
 *
 * <p>Safe for many threads; blocks the calling thread, which may be a virtual one.
 */
public final class OutgoingHttp implements Http, AutoCloseable {
    private final CloseableHttpClient client;
    private final Patience patience;
    private final Breakers breakers;
    private final Bodies bodies = new Bodies();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("http-limits").daemon().factory());

    OutgoingHttp(CloseableHttpClient client, Patience patience, Breakers breakers) {
        this.client = client;
        this.patience = patience;
        this.breakers = breakers;
        clock.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Reply send(Request request) {
        return exchange(request, this::whole);
    }

    /**
     * Sends once and writes the body of a successful answer to a stream, up to 2 GB in constant memory; the reply's own
     * body is then empty. Any other answer comes back as from {@link #send}. Does not close the stream.
     *
     * @throws PlatformException as {@link #send}; the stream may then hold a part
     */
    public Reply download(Request request, OutputStream sink) {
        return exchange(request.as(Request.Kind.DOWNLOAD), (content, flight) -> {
            Bodies.copy(content, sink, flight);
            return new byte[0];
        });
    }

    private Reply exchange(Request request, Receiver receiver) {
        Destination to = admitted(request);
        return breakers.guarding(to.host() + ":" + to.port(), () -> exchange(request, to, receiver));
    }

    private Reply exchange(Request request, Destination to, Receiver receiver) {
        HttpUriRequestBase wire = Wire.of(request);
        try (Limit limit = new Limit(request.kind(), patience.of(request.kind()), wire::cancel, clock)) {
            Flight flight = new Flight(to.host(), limit);
            try {
                return sent(request, to, wire, flight, receiver);
            } catch (IOException | RuntimeException e) {
                throw flight.lost(e);
            }
        }
    }

    private static Destination admitted(Request request) {
        try {
            Wire.check(request);
            return Destination.of(request.uri());
        } catch (AddressRefused e) {
            throw new PlatformException(ErrorKind.NOT_SENT, e.words(), e);
        }
    }

    private Reply sent(Request request, Destination to, HttpUriRequestBase wire, Flight flight, Receiver receiver)
            throws IOException {
        HttpHost host = new HttpHost(to.secure() ? "https" : "http", to.host(), to.port());
        HttpEntity entity = Wire.entity(request.body(), flight);
        ClassicHttpResponse response = null;
        try {
            wire.setEntity(entity);
            response = client.executeOpen(host, wire, flight.context());
            return new Reply(response.getCode(), headers(response), body(response, wire, flight, receiver));
        } finally {
            Closer.closeQuietly(response); // what came is decided by then; a connection that will not close is not news
            Closer.closeQuietly(entity);
        }
    }

    private byte[] body(ClassicHttpResponse response, HttpUriRequestBase wire, Flight flight, Receiver receiver)
            throws IOException {
        if (response.getEntity() == null) return new byte[0];
        boolean success = response.getCode() / 100 == 2;
        try {
            return read(response.getEntity(), wire, flight, success ? receiver : this::whole);
        } catch (IOException e) {
            if (success) throw e;
            return new byte[0];
        }
    }

    private static byte[] read(HttpEntity entity, HttpUriRequestBase wire, Flight flight, Receiver receiver)
            throws IOException {
        boolean whole = false;
        try {
            InputStream raw = entity.getContent();
            byte[] body = receiver.receive(Inflated.content(raw, entity.getContentEncoding()), flight);
            whole = raw.read() == -1; // reads the end mark of a chunked body, so that the connection can be kept
            return body;
        } finally {
            if (!whole) wire.cancel(); // closing without this would first read all that is still to come
        }
    }

    private byte[] whole(InputStream content, Flight flight) throws IOException {
        return bodies.whole(content);
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : response.getHeaders())
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        return headers;
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
        clock.shutdownNow();
    }

    /** Takes the body of an answer and gives what is kept of it in memory. */
    @FunctionalInterface
    private interface Receiver {
        byte[] receive(InputStream content, Flight flight) throws IOException;
    }
}
