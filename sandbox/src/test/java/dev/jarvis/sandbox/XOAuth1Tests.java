package dev.jarvis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sandbox.Caller.Got;
import dev.jarvis.sandbox.x.OAuth1Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signs by its own reading of RFC 5849, so that the sandbox is not checked against itself. */
class XOAuth1Tests {

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final OAuth1Keys keys = Credentials.x("acme_support");
    private long now = sandbox.clock().instant().getEpochSecond();
    private String nonce = "n0";

    @AfterEach
    void stops() {
        sandbox.close();
    }

    @Test
    void letsASignedCallerIn() {
        assertThat(me(keys).at("/data/username")).isEqualTo("acme_support");
    }

    @Test
    void signsQueryParametersButNotAJsonBody() {
        String query = "query=from%3Aacme_labs%20anvil%21&max_results=10";

        Got found = signed(
                        "GET",
                        "/x/2/tweets/search/recent",
                        Map.of("query", "from:acme_labs anvil!", "max_results", "10"),
                        keys)
                .get("/x/2/tweets/search/recent?" + query);
        nonce = "n1";
        Got posted = signed("POST", "/x/2/tweets", Map.of(), keys).post("/x/2/tweets", "{\"text\":\"signed\"}");

        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(posted.status()).isEqualTo(201);
        assertThat(sandbox.ledger().entries("POST", "/x/2/tweets").getFirst().account())
                .isEqualTo(keys.account());
    }

    @Test
    void refusesAWrongSecretAndAnotherMethodOrPath() {
        OAuth1Keys wrong =
                new OAuth1Keys(keys.apiKey(), "wrong", keys.accessToken(), keys.accessTokenSecret(), keys.account());

        assertThat(me(wrong).status()).isEqualTo(401);
        assertThat(signed("POST", "/x/2/users/me", Map.of(), keys)
                        .get("/x/2/users/me")
                        .status())
                .isEqualTo(401);
        assertThat(signed("GET", "/x/2/dm_events", Map.of(), keys)
                        .get("/x/2/users/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void refusesTheSameNonceTwiceAndAnOldTimestamp() {
        assertThat(me(keys).status()).isEqualTo(200);
        assertThat(me(keys).status()).isEqualTo(401);
        nonce = "n1";
        now -= 301;
        assertThat(me(keys).status()).isEqualTo(401);
    }

    private Got me(OAuth1Keys with) {
        return signed("GET", "/x/2/users/me", Map.of(), with).get("/x/2/users/me");
    }

    private Caller signed(String method, String path, Map<String, String> query, OAuth1Keys with) {
        Map<String, String> protocol = new TreeMap<>(Map.of(
                "oauth_consumer_key",
                with.apiKey(),
                "oauth_token",
                with.accessToken(),
                "oauth_signature_method",
                "HMAC-SHA1",
                "oauth_timestamp",
                Long.toString(now),
                "oauth_nonce",
                nonce,
                "oauth_version",
                "1.0"));
        Map<String, String> all = new TreeMap<>(protocol);
        all.putAll(query);
        String base =
                method + "&" + Caller.escaped(sandbox.baseUri() + path) + "&" + Caller.escaped(Caller.encoded(all));
        protocol.put("oauth_signature", hmac(with.apiSecret() + "&" + with.accessTokenSecret(), base));
        String header = protocol.entrySet().stream()
                .map(pair -> pair.getKey() + "=\"" + Caller.escaped(pair.getValue()) + "\"")
                .collect(Collectors.joining(", ", "OAuth ", ""));
        return Caller.of(sandbox).with("Authorization", header);
    }

    private static String hmac(String key, String base) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
