package dev.jarvis.connectors.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** The vectors are published ones: RFC 5849 section 3.4.1.1, OAuth Core 1.0 appendix A, and X's page on signatures. */
class OAuth1Tests {
    private static final OAuth1 PHOTOS =
            keys("dpf43f3p2l4k3l03", "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00");
    private static final OAuth1 X = keys(
            "xvz1evFS4wEEPTGEFPHBog",
            "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
            "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
            "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");

    @Test
    void buildsTheSignatureBaseOfTheRfc() {
        Request request = Request.post(URI.create("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"))
                .bytes(
                        "application/x-www-form-urlencoded",
                        "c2&a3=2+q".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Map<String, String> protocol = new TreeMap<>(Map.of(
                "oauth_consumer_key", "9djdj82h48djs9d2",
                "oauth_token", "kkk9d7dh3k39sjv7",
                "oauth_signature_method", "HMAC-SHA1",
                "oauth_timestamp", "137131201",
                "oauth_nonce", "7d8f3e4a"));

        assertThat(X.signatureBase(request, protocol))
                .isEqualTo("POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D"
                        + "%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a"
                        + "%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token"
                        + "%3Dkkk9d7dh3k39sjv7");
    }

    @Test
    void signsTheExampleOfOAuthCore() {
        Request request = Request.get(URI.create("http://photos.example.net/photos?file=vacation.jpg&size=original"));

        Request signed = PHOTOS.sign(request, Instant.ofEpochSecond(1191242096), "kllo9940pd9333jh");

        assertThat(signed.headers().get("Authorization"))
                .contains("oauth_signature=\"tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D\"")
                .startsWith("OAuth oauth_consumer_key=\"dpf43f3p2l4k3l03\", ");
    }

    @ParameterizedTest
    @CsvSource({"1, tnnArxj06cWHq44gCs1OSKk/jLY=", "1.1, hCtSmYh+iHYCEqBWrE7C7hYmtUk="})
    void signsTheExamplesOfX(String version, String signature) {
        Request request = Request.post(URI.create(
                        "https://api.twitter.com/%s/statuses/update.json?include_entities=true".formatted(version)))
                .form(Map.of("status", "Hello Ladies + Gentlemen, a signed OAuth request!"));

        Request signed =
                X.sign(request, Instant.ofEpochSecond(1318622958), "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg");

        assertThat(java.net.URLDecoder.decode(
                        signed.headers().get("Authorization").replaceFirst(".*oauth_signature=\"([^\"]*)\".*", "$1"),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(signature);
    }

    @Test
    void leavesJsonOutOfTheSignature() {
        Request bare = Request.post(URI.create("https://api.x.com/2/tweets"));
        Request withJson = bare.json(JsonNodeFactory.instance.objectNode().put("text", "a=b&c=d"));

        assertThat(X.signatureBase(withJson, Map.of())).isEqualTo(X.signatureBase(bare, Map.of()));
    }

    @Test
    void takesANewNonceEveryTime() {
        Request request = Request.get(URI.create("https://api.x.com/2/users/me"));

        assertThat(X.sign(request, Instant.EPOCH).headers())
                .isNotEqualTo(X.sign(request, Instant.EPOCH).headers());
    }

    private static OAuth1 keys(String key, String secret, String token, String tokenSecret) {
        return new OAuth1(Secret.of(key), Secret.of(secret), Secret.of(token), Secret.of(tokenSecret));
    }
}
