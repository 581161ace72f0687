package dev.jarvis.sandbox.oauth;

import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows the clients and tells which one calls the token or revocation endpoint (RFC 6749, 2.3.1). */
final class ClientAuthentication {

    private final Map<String, OAuthClient> clients = new ConcurrentHashMap<>();
    private final boolean basicOnly;

    ClientAuthentication(boolean basicOnly) {
        this.basicOnly = basicOnly;
    }

    void register(OAuthClient client) {
        clients.put(client.id(), client);
    }

    @Nullable
    OAuthClient find(String id) {
        return clients.get(id);
    }

    OAuthClient caller(Request request, Parameters form) {
        String authorization = request.headers().first("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            String[] pair = credentials(authorization.substring(6).strip());
            return authenticated(pair[0], pair[1]);
        }
        String id = form.first("client_id", "");
        OAuthClient client = clients.get(id);
        if (basicOnly && client != null && client.secret() != null) {
            throw OAuthError.of(401, "unauthorized_client", "Missing valid authorization header");
        }
        return authenticated(id, form.first("client_secret"));
    }

    private OAuthClient authenticated(String id, @Nullable String secret) {
        OAuthClient client = clients.get(id);
        if (client == null) {
            throw OAuthError.invalidClient("The client is not known.");
        }
        if (client.secret() != null && (secret == null || !same(client.secret(), secret))) {
            throw OAuthError.invalidClient("The client secret is missing or wrong.");
        }
        return client;
    }

    private static String[] credentials(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon >= 0) {
                return new String[] {decoded(text.substring(0, colon)), decoded(text.substring(colon + 1))};
            }
        } catch (IllegalArgumentException e) {
            throw OAuthError.invalidClient("The Authorization header is not Basic credentials.");
        }
        throw OAuthError.invalidClient("The Authorization header is not Basic credentials.");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
