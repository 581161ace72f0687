package dev.jarvis.platform.http;

import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * How far one call has come, which is what an error then means: nothing left, or bytes may have left and nobody knows.
 * Used by the calling thread alone.
 */
final class Flight {
    private static final String ATTRIBUTE = Flight.class.getName();
    private final String host;
    private final Limit limit;
    private boolean left;
    private int status;

    Flight(String host, Limit limit) {
        this.host = host;
        this.limit = limit;
    }

    HttpClientContext context() {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(ATTRIBUTE, this);
        return context;
    }

    static Flight of(HttpContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof Flight flight) return flight;
        throw new IllegalStateException("A call that did not come through OutgoingHttp");
    }

    /** From here on bytes may be on their way. */
    void sending() {
        left = true;
        limit.sending();
    }

    /** The first write to the connection failed, so the request never arrived whole. */
    void nothingLeft() {
        left = false;
    }

    void answered(int code) {
        status = code;
    }

    void moved() {
        limit.moved();
    }

    PlatformException lost(Exception cause) {
        ErrorKind kind = left ? ErrorKind.NO_ANSWER : ErrorKind.NOT_SENT;
        return new PlatformException(kind, words(cause), status, null, cause);
    }

    private String words(Exception cause) {
        if (limit.reached()) return "%s took too long to answer.".formatted(host);
        if (status != 0) return "%s answered %d, but %s.".formatted(host, status, brokenBody(cause));
        return left ? "%s took the call and gave no usable answer.".formatted(host) : notReached(cause);
    }

    private static String brokenBody(Exception cause) {
        return cause instanceof BodyTooLarge tooLarge ? tooLarge.words() : "the answer broke off or cannot be read";
    }

    private String notReached(Exception cause) {
        return switch (cause) {
            case AddressRefused refused -> refused.words();
            case UnknownHostException _ -> "The host %s is not known.".formatted(host);
            case SSLException _ ->
                "%s has no valid certificate for that name, or no common TLS version.".formatted(host);
            case ConnectionRequestTimeoutException _ -> "Too many calls to %s are under way.".formatted(host);
            case HttpHostConnectException _ -> "%s does not accept connections.".formatted(host);
            default -> "%s could not be reached.".formatted(host);
        };
    }
}
