package dev.jarvis.connectors.twitter;

import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs requests by OAuth 1.0a with HMAC-SHA1 (RFC 5849 section 3.4), as X takes it from the keys of one's own app. */
record OAuth1(Secret consumerKey, Secret consumerSecret, Secret token, Secret tokenSecret) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One parameter of the signature base, already percent-encoded. */
    private record Parameter(String name, String value) {
        static Parameter plain(String name, String value) {
            return new Parameter(encode(name), encode(value));
        }

        /** Read from a query or form, where a space may be a plus. */
        static Parameter parsed(String pair) {
            int equals = pair.indexOf('=');
            return equals < 0
                    ? plain(decode(pair), "")
                    : plain(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
    }

    static OAuth1 of(Credentials credentials) {
        return new OAuth1(
                credentials.require("api_key"),
                credentials.require("api_secret"),
                credentials.require("access_token"),
                credentials.require("access_token_secret"));
    }

    Request sign(Request request, Instant now) {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return sign(request, now, HexFormat.of().formatHex(nonce));
    }

    Request sign(Request request, Instant now, String nonce) {
        Map<String, String> protocol = new TreeMap<>(Map.of(
                "oauth_consumer_key",
                consumerKey.reveal(),
                "oauth_nonce",
                nonce,
                "oauth_signature_method",
                "HMAC-SHA1",
                "oauth_timestamp",
                Long.toString(now.getEpochSecond()),
                "oauth_token",
                token.reveal(),
                "oauth_version",
                "1.0"));
        protocol.put("oauth_signature", hmac(signatureBase(request, protocol)));
        return request.header("Authorization", header(protocol));
    }

    /** Method, address and all parameters (RFC 5849 section 3.4.1). */
    String signatureBase(Request request, Map<String, String> protocol) {
        return request.method().toUpperCase(Locale.ROOT)
                + "&" + encode(baseAddress(request.uri()))
                + "&" + encode(normalized(request, protocol));
    }

    private static String normalized(Request request, Map<String, String> protocol) {
        List<Parameter> all = new ArrayList<>();
        protocol.forEach((name, value) -> all.add(Parameter.plain(name, value)));
        all.addAll(parsed(request.uri().getRawQuery()));
        all.addAll(parsed(formOf(request)));
        return all.stream()
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private static List<Parameter> parsed(@Nullable String pairs) {
        if (pairs == null || pairs.isEmpty()) return List.of();
        return Stream.of(pairs.split("&")).map(Parameter::parsed).toList();
    }

    /** Only a form is signed along with the address; JSON and multipart are not (RFC 5849 section 3.4.1.3.1). */
    private static String formOf(Request request) {
        return request.body() instanceof Request.Body.Bytes(String type, byte[] content)
                        && type.startsWith("application/x-www-form-urlencoded")
                ? new String(content, StandardCharsets.UTF_8)
                : "";
    }

    /** Lower-case scheme and host, the port only where it is not the scheme's own (RFC 5849 section 3.4.1.2). */
    private static String baseAddress(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path;
    }

    private String hmac(String base) {
        try {
            String key = encode(consumerSecret.reveal()) + "&" + encode(tokenSecret.reveal());
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA1", e);
        }
    }

    private static String header(Map<String, String> protocol) {
        return protocol.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=\"" + encode(field.getValue()) + "\"")
                .collect(Collectors.joining(", ", "OAuth ", ""));
    }

    /** Percent-encoding that leaves only RFC 3986's unreserved characters (RFC 5849 section 3.6). */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
