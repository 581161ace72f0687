package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Header;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Request;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Verifies OAuth 1.0a requests signed with HMAC-SHA1 (RFC 5849, 3.2 to 3.5). */
final class OAuth1 {

    private static final long TOLERANCE_SECONDS = 300;

    private final InstantSource clock;
    private final Map<String, OAuth1Keys> keys = new ConcurrentHashMap<>();
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();

    OAuth1(InstantSource clock) {
        this.clock = clock;
    }

    void register(OAuth1Keys set) {
        keys.put(set.accessToken(), set);
    }

    static boolean isUsedBy(Request request) {
        String authorization = request.headers().first("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "OAuth ", 0, 6);
    }

    /** The account whose access token the request names, whether or not it is signed well. */
    @Nullable
    String owner(Request request) {
        OAuth1Keys set = keys.get(protocol(request).first("oauth_token", ""));
        return set == null ? null : set.account();
    }

    /** The account for which the request is signed; null where anything about the signature is wrong. */
    @Nullable
    String verify(Request request, String prefix) {
        Parameters protocol = protocol(request);
        OAuth1Keys set = keys.get(protocol.first("oauth_token", ""));
        if (set == null || !set.apiKey().equals(protocol.first("oauth_consumer_key"))) {
            return null;
        }
        boolean valid = protocol.first("oauth_signature_method", "").equals("HMAC-SHA1")
                && protocol.first("oauth_version", "1.0").equals("1.0")
                && isSigned(request, prefix, protocol, set)
                && isFresh(protocol);
        return valid ? set.account() : null;
    }

    private static boolean isSigned(Request request, String prefix, Parameters protocol, OAuth1Keys set) {
        String expected = sign(
                request.method(),
                baseUri(request, prefix),
                signed(request, protocol),
                set.apiSecret(),
                set.accessTokenSecret());
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                protocol.first("oauth_signature", "").getBytes(StandardCharsets.UTF_8));
    }

    private boolean isFresh(Parameters protocol) {
        String timestamp = protocol.first("oauth_timestamp", "");
        String nonce = protocol.first("oauth_nonce", "");
        if (nonce.isEmpty() || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        long age = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
        return age <= TOLERANCE_SECONDS && nonces.add(timestamp + " " + protocol.first("oauth_token") + " " + nonce);
    }

    static String sign(String method, String uri, List<Header> parameters, String apiSecret, String tokenSecret) {
        String base = method.toUpperCase(Locale.ROOT) + "&" + escaped(uri) + "&" + escaped(normalized(parameters));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            String key = escaped(apiSecret) + "&" + escaped(tokenSecret);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }

    /** Query, form body and protocol parameters, all but the signature itself (RFC 5849, 3.4.1.3). */
    private static List<Header> signed(Request request, Parameters protocol) {
        List<Header> all = new ArrayList<>(request.parameters().all());
        all.addAll(request.form().all());
        protocol.all().stream()
                .filter(parameter -> !parameter.name().equals("oauth_signature"))
                .filter(parameter -> !parameter.name().equals("realm"))
                .forEach(all::add);
        return all;
    }

    private static String normalized(List<Header> parameters) {
        return parameters.stream()
                .map(parameter -> new Header(escaped(parameter.name()), escaped(parameter.value())))
                .sorted(Comparator.comparing(Header::name).thenComparing(Header::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    /** The address as the client wrote it, so with the sandbox's own prefix. */
    private static String baseUri(Request request, String prefix) {
        String host = request.headers().first("Host");
        return "http://" + (host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":80$", "")) + prefix
                + request.path();
    }

    private static Parameters protocol(Request request) {
        String authorization = request.headers().first("Authorization");
        List<Header> parameters = new ArrayList<>();
        if (authorization != null && isUsedBy(request)) {
            for (String pair : authorization.substring(6).split(",")) {
                int cut = pair.indexOf('=');
                if (cut > 0) {
                    String value = pair.substring(cut + 1).strip().replaceAll("^\"|\"$", "");
                    parameters.add(new Header(unescaped(pair.substring(0, cut).strip()), unescaped(value)));
                }
            }
        }
        return new Parameters(parameters);
    }

    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** RFC 5849, 3.6: like a form's escapes, with three differences. */
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
