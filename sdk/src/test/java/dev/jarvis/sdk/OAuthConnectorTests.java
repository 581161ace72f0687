package dev.jarvis.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthConnectorTests {
    private static final String BACK = "https://jarvis.test/callback";

    /** Knows its account by one call. */
    private static final class MadeUp extends OAuthConnector {
        MadeUp(IntegrationContext context) {
            initialize(context);
        }

        @Override
        protected Account testPlatformConnection(Credentials credentials) {
            Reply reply = context().http().send(authorized(Request.get(api("/me")), credentials));
            return Account.of("1", require(reply).json().path("name").asString());
        }

        Reply post() {
            return send(Request.post(api("/posts")));
        }
    }

    @Test
    void sendsThePersonWithStateAndChallenge() {
        String there = new MadeUp(Lent.plain())
                .getAuthUrl(BACK, "st&te", "challenge", List.of("read", "write"))
                .toString();

        assertThat(there)
                .startsWith("https://login.test/authorize?")
                .contains(
                        "response_type=code",
                        "client_id=client",
                        "redirect_uri=https%3A%2F%2Fjarvis.test%2Fcallback",
                        "scope=read%20write",
                        "state=st%26te",
                        "code_challenge=challenge",
                        "code_challenge_method=S256");
    }

    @Test
    void letsNoManifestReplaceWhatMakesTheFlowSafe() {
        Lent lent = new Lent(
                AuthScheme.ClientAuth.BASIC,
                Map.of("state", "fixed", "redirect_uri", "https://evil.test", "prompt", "consent"));

        String there = new MadeUp(lent).getAuthUrl(BACK, "mine", "c", List.of()).toString();

        assertThat(there).contains("state=mine", "prompt=consent").doesNotContain("fixed", "evil");
    }

    @Test
    void exchangesACodeWithItsProof() {
        Lent lent = Lent.plain().answering(200, """
                {"access_token": "a", "refresh_token": "r", "expires_in": 3600, "scope": "read write"}""");

        Credentials got = new MadeUp(lent).handleCallback("code", BACK, "verifier");

        assertThat(got.require("access_token").reveal()).isEqualTo("a");
        assertThat(got.expiresAt()).isEqualTo(Lent.NOW.plusSeconds(3600));
        assertThat(got.scopes()).containsExactlyInAnyOrder("read", "write");
        assertThat(body(lent)).contains("grant_type=authorization_code", "code=code", "code_verifier=verifier");
        assertThat(lent.sent.getFirst().kind()).isEqualTo(Request.Kind.TOKEN);
    }

    /** RFC 6749 section 2.3.1: both parts are form-encoded before base64. */
    @ParameterizedTest
    @CsvSource({"BASIC,Basic Y2xpZW50OnMlMkZjciUyMHQ=,", "POST,,client_secret=s%2Fcr%20t", "NONE,,client_id=client"})
    void provesTheAppAsThePlatformWantsIt(AuthScheme.ClientAuth way, String header, String field) {
        Lent lent = new Lent(way, Map.of()).answering(200, "{\"access_token\": \"a\"}");

        new MadeUp(lent).handleCallback("code", BACK, null);

        assertThat(lent.sent.getFirst().headers().get("Authorization")).isEqualTo(header);
        if (field != null) assertThat(body(lent)).contains(field);
        if (way != AuthScheme.ClientAuth.POST) assertThat(body(lent)).doesNotContain("client_secret");
    }

    @Test
    void keepsTheOldRefreshTokenAndScopesWhereTheReplyLeavesThemOut() {
        Lent lent = Lent.plain().answering(200, "{\"access_token\": \"new\", \"expires_in\": \"60\"}");

        Credentials got = new MadeUp(lent).refresh(lent.credentials);

        assertThat(got.require("access_token").reveal()).isEqualTo("new");
        assertThat(got.refreshToken().orElseThrow().reveal()).isEqualTo("refresh-1");
        assertThat(got.scopes()).containsExactly("read");
        assertThat(got.expiresAt()).isEqualTo(Lent.NOW.plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>busy</html>",
                "{\"access_token\": \"\"}",
                "{\"access_token\": null}",
                "{\"access_token\": \"a\", \"expires_in\": -1}",
                "{\"access_token\": \"a\", \"expires_in\": 0}",
                "{\"access_token\": \"a\", \"expires_in\": 1.5}",
                "{\"access_token\": \"a\", \"expires_in\": \"soon\"}",
                "{\"access_token\": \"a\", \"expires_in\": 99999999999999999999}",
                "{\"access_token\": \"a\"} and more"
            })
    void takesNoNonsenseForAToken(String body) {
        MadeUp connector = new MadeUp(Lent.plain().answering(200, body));

        assertThatThrownBy(() -> connector.refresh(Lent.oauth("a", "r", Lent.NOW)))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, AUTH_REVOKED",
        "200, invalid_grant, AUTH_REVOKED",
        "400, token_gone, AUTH_REVOKED",
        "401, invalid_client, PERMANENT",
        "400, unauthorized_client, PERMANENT",
        "400, temporarily_unavailable, TRANSIENT",
        "429, slow_down, TRANSIENT",
        "500, , TRANSIENT",
        "403, , TRANSIENT",
    })
    void takesOnlyADefiniteAnswerForTheEndOfTheGrant(int status, String error, ErrorKind kind) {
        String body = error == null ? "<h1>Sorry</h1>" : "{\"error\": \"%s\"}".formatted(error);
        MadeUp connector = new MadeUp(Lent.plain().answering(status, body));

        assertThatThrownBy(() -> connector.refresh(Lent.oauth("a", "r", Lent.NOW)))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void saysHowLongTheTokenEndpointAsksToWait() {
        Lent lent = Lent.plain();
        lent.answers.add(new Reply(503, Map.of("retry-after", List.of("40")), new byte[0]));

        assertThatThrownBy(() -> new MadeUp(lent).refresh(lent.credentials))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(40)));
    }

    @Test
    void repeatsNothingOfThePlatformsThatCouldBreakALine() {
        MadeUp connector = new MadeUp(Lent.plain().answering(400, "{\"error\": \"bad\\r\\n<script>\"}"));

        assertThatThrownBy(() -> connector.refresh(Lent.oauth("a", "r", Lent.NOW)))
                .hasMessageContaining("bad???script?")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({"301, false", "300, true", "299, true", "-1, true"})
    void countsATokenAsEndedFiveMinutesBefore(long seconds, boolean ended) {
        Lent lent = Lent.plain();
        lent.credentials = Lent.oauth("a", "r", Lent.NOW.plusSeconds(seconds));

        assertThat(new MadeUp(lent).isTokenExpired()).isEqualTo(ended);
    }

    @Test
    void triesOnceMoreWithAFreshTokenAfterA401() {
        Lent lent = Lent.plain().answering(401, "{}").answering(201, "{}");

        assertThat(new MadeUp(lent).post().status()).isEqualTo(201);

        assertThat(lent.sent)
                .extracting(request -> request.headers().get("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void givesUpAfterTheSecond401() {
        Lent lent = Lent.plain().answering(401, "{}").answering(401, "{}");

        assertThat(new MadeUp(lent).post().status()).isEqualTo(401);
        assertThat(lent.sent).hasSize(2);
    }

    @Test
    void revokesTheRefreshTokenWhenItEnds() {
        Lent lent = Lent.plain().answering(200, "");

        assertThat(new MadeUp(lent).disconnect()).isTrue();

        assertThat(lent.sent.getFirst().uri()).isEqualTo(URI.create("https://login.test/revoke"));
        assertThat(body(lent)).contains("token=refresh-1", "token_type_hint=refresh_token");
    }

    @Test
    void saysThatAnUnconfirmedRevocationIsNone() {
        assertThat(new MadeUp(Lent.plain().answering(503, "")).disconnect()).isFalse();
    }

    @Test
    void asksAgainWithAFreshTokenWhoseAccountItIs() {
        Lent lent = Lent.plain().answering(401, "{}").answering(200, "{\"name\": \"Ada\"}");

        assertThat(new MadeUp(lent).testConnection().name()).isEqualTo("Ada");
    }

    @Test
    void isInitialisedOnce() {
        MadeUp connector = new MadeUp(Lent.plain());

        assertThatThrownBy(() -> connector.initialize(Lent.plain())).hasMessageContaining("made-up");
        assertThat(connector.name()).isEqualTo("made-up");
        assertThat(connector.displayName()).isEqualTo("Made Up");
    }

    @Test
    void measuresHealthInsteadOfFailing() {
        Health health = new MadeUp(Lent.plain().answering(500, "")).getHealth();

        assertThat(health.state()).isNotEqualTo(Health.State.HEALTHY);
        assertThat(health.message()).isNotBlank();
        assertThat(health.latency()).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    private static String body(Lent lent) {
        Request.Body.Bytes bytes = (Request.Body.Bytes) lent.sent.getFirst().body();
        return new String(bytes.content(), StandardCharsets.UTF_8);
    }
}
