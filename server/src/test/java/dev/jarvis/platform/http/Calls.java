package dev.jarvis.platform.http;

import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Clients as tests need them, and what became of a call in one word. */
final class Calls {
    static final Patience SHORT = new Patience(Duration.ofMillis(600), Duration.ofMillis(1500), Duration.ofMillis(600));

    private Calls() {}

    static OutgoingHttp http(Patience patience, String... allowed) {
        return http(patience, InetAddress::getAllByName, allowed);
    }

    static OutgoingHttp http(Patience patience, Names names, String... allowed) {
        try {
            return http(patience, names, SSLContext.getDefault(), allowed);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static OutgoingHttp http(Patience patience, Names names, SSLContext tls, String... allowed) {
        return new OutgoingHttp(
                Connections.client(guard(names, allowed), tls), patience, new Breakers(20, Duration.ofSeconds(2)));
    }

    static EgressGuard guard(Names names, String... allowed) {
        List<AllowedRange> ranges = Stream.of(allowed).map(AllowedRange::of).toList();
        return new EgressGuard(ranges, names);
    }

    /** {@code "200"} for a reply, or the kind of error with the status that came, such as {@code "NO_ANSWER 200"}. */
    static String outcome(OutgoingHttp http, Request request) {
        try {
            Reply reply = http.send(request);
            return String.valueOf(reply.status());
        } catch (PlatformException e) {
            return e.status() == 0 ? e.kind().name() : e.kind() + " " + e.status();
        }
    }

    static final String NOT_SENT = ErrorKind.NOT_SENT.name();
    static final String NO_ANSWER = ErrorKind.NO_ANSWER.name();
}
