package dev.jarvis.platform.http;

import dev.jarvis.sdk.Request;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** Writes a {@link Request} as the client sends it, refusing what could be read as two requests. */
final class Wire {
    private static final Pattern METHOD = Pattern.compile("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}"); // RFC 9110 section 5.6.2
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    private static final Set<String> FRAMING = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "proxy-authorization",
            "proxy-connection");

    private Wire() {}

    static void check(Request request) throws AddressRefused {
        if (!METHOD.matcher(request.method()).matches())
            throw new AddressRefused("The method %s is not one that is sent.".formatted(shown(request.method())));
        for (var header : request.headers().entrySet()) checkHeader(header.getKey(), header.getValue());
        if (request.body() != null) checkHeader("Content-Type", request.body().contentType());
    }

    private static void checkHeader(String name, String value) throws AddressRefused {
        if (!NAME.matcher(name).matches() || FRAMING.contains(name.toLowerCase(Locale.ROOT)))
            throw new AddressRefused("The header %s cannot be set on a call.".formatted(shown(name)));
        if (!VALUE.matcher(value).matches())
            throw new AddressRefused(
                    "The header %s holds a line break or a character outside ASCII.".formatted(shown(name)));
    }

    /** Never the value, which may be a secret. */
    private static String shown(String text) {
        String plain = text.replaceAll("[^!-~]", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "...";
    }

    static HttpUriRequestBase of(Request request) {
        HttpUriRequestBase wire = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(wire::setHeader);
        if (!request.headers().keySet().stream().anyMatch("accept-encoding"::equalsIgnoreCase))
            wire.setHeader("Accept-Encoding", "gzip");
        if (request.body() != null)
            wire.setHeader("Content-Type", request.body().contentType());
        return wire;
    }

    static @Nullable HttpEntity entity(Request.@Nullable Body body, Flight flight) {
        return switch (body) {
            case null -> null;
            case Request.Body.Bytes bytes -> new ByteArrayEntity(bytes.content(), null);
            case Request.Body.Stream stream -> new StreamedBody(stream, flight);
        };
    }
}
