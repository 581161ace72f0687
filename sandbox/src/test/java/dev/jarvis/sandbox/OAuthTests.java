package dev.jarvis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.sandbox.Caller.Got;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.sandbox.oauth.OAuthClient;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthTests {

    private static final String BACK = "http://localhost:3001/api/integrations/twitter/callback";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-0123456789";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final Caller browser = Caller.of(sandbox);

    @BeforeEach
    void registersTheRedirect() {
        sandbox.register(Set.of(BACK));
    }

    @AfterEach
    void stops() {
        sandbox.close();
    }

    @Test
    void showsAPageOnWhichAPersonPicksAnAccountAndScopes() {
        Got page = browser.get(authorize(Map.of()));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text())
                .contains("Allow sandbox-x-client to use your X account?", "@acme_labs", "@acme_support", "tweet.write")
                .contains("name=\"decision\" value=\"allow\"", "name=\"decision\" value=\"deny\"");
    }

    @Test
    void sendsThePersonBackWithACodeAndTheState() {
        Map<String, String> form = new HashMap<>(asked(Map.of("state", "s 1&=")));
        form.put("account", "2244994902");
        form.put("decision", "allow");

        Got back = browser.form("/x/i/oauth2/authorize", form);

        assertThat(back.status()).isEqualTo(302);
        assertThat(back.header("Location")).startsWith(BACK + "?code=");
        assertThat(back.redirected("state")).isEqualTo("s 1&=");
        Got tokens = exchange(back.redirected("code"));
        assertThat(me(tokens).at("/data/username")).isEqualTo("acme_support");
    }

    @Test
    void sendsThePersonBackWithAccessDeniedWhenTheyDeny() {
        Map<String, String> form = new HashMap<>(asked(Map.of()));
        form.put("decision", "deny");

        assertThat(browser.form("/x/i/oauth2/authorize", form).redirected("error"))
                .isEqualTo("access_denied");
        assertThat(browser.get(authorize(Map.of("auto", "deny"))).redirected("error"))
                .isEqualTo("access_denied");
    }

    @Test
    void grantsOnlyTheScopesThatStayTicked() {
        Got back = browser.get(authorize(Map.of("auto", "acme_labs", "grant_scope", "users.read")));

        assertThat(exchange(back.redirected("code")).at("/scope")).isEqualTo("users.read");
        Got nothing = browser.get(authorize(Map.of("auto", "acme_labs")) + "&grant_scope=");
        assertThat(exchange(nothing.redirected("code")).at("/scope")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3001/api/integrations/twitter/callback/",
                "http://localhost:3001/api/integrations/twitter/callback?x=1",
                "http://LOCALHOST:3001/api/integrations/twitter/callback",
                "https://localhost:3001/api/integrations/twitter/callback",
                "http://localhost:3001/api/integrations/gmail/callback",
                ""
            })
    void neverRedirectsToAnAddressThatIsNotRegisteredToTheLetter(String address) {
        Got refused = browser.get(authorize(Map.of("redirect_uri", address, "auto", "acme_labs")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Location")).isEmpty();
    }

    @Test
    void wantsAnS256ChallengeFromX() {
        assertThat(browser.get(authorize(Map.of("code_challenge", "", "auto", "acme_labs")))
                        .redirected("error"))
                .isEqualTo("invalid_request");
        assertThat(browser.get(authorize(Map.of("code_challenge_method", "plain", "auto", "acme_labs")))
                        .redirected("error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void refusesACodeWithoutTheRightVerifier() {
        Got wrong = exchange(code(), Map.of("code_verifier", VERIFIER + "x"));
        Got missing = exchange(code(), Map.of("code_verifier", ""));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.at("/error")).isEqualTo("invalid_grant");
        assertThat(missing.at("/error")).isEqualTo("invalid_grant");
    }

    @Test
    void refusesACodeWithAnotherRedirectAddress() {
        assertThat(exchange(code(), Map.of("redirect_uri", BACK + "/")).at("/error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void takesTheTokensBackWhenACodeComesTwice() {
        String code = code();
        Got tokens = exchange(code);

        assertThat(exchange(code).at("/error")).isEqualTo("invalid_grant");
        assertThat(me(tokens).status()).isEqualTo(401);
    }

    @Test
    void refusesACodeThatHasExpired() {
        String code = code();
        sandbox.clock().advance(Duration.ofSeconds(31));

        assertThat(exchange(code).at("/error")).isEqualTo("invalid_grant");
    }

    @Test
    void wantsBasicCredentialsFromAConfidentialClientOfX() {
        Map<String, String> form = new HashMap<>(exchangeForm(code()));
        form.put("client_id", Credentials.X_CLIENT_ID);
        form.put("client_secret", Credentials.X_CLIENT_SECRET);

        assertThat(browser.form("/x/2/oauth2/token", form).at("/error")).isEqualTo("unauthorized_client");
        assertThat(browser.basic(Credentials.X_CLIENT_ID, "wrong")
                        .form("/x/2/oauth2/token", form)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void takesAPublicClientByItsIdAlone() {
        sandbox.xAuthorization().register(new OAuthClient("public", null, Set.of(BACK)));
        Got back = browser.get(authorize(Map.of("client_id", "public", "auto", "acme_labs")));
        Map<String, String> form = new HashMap<>(exchangeForm(back.redirected("code")));
        form.put("client_id", "public");

        assertThat(browser.form("/x/2/oauth2/token", form).status()).isEqualTo(200);
    }

    @Test
    void givesNoRefreshTokenWithoutOfflineAccess() {
        Got back = browser.get(authorize(Map.of("scope", "tweet.read users.read", "auto", "acme_labs")));
        Got tokens = exchange(back.redirected("code"));

        assertThat(tokens.json().has("refresh_token")).isFalse();
        assertThat(tokens.json().path("expires_in").asInt()).isEqualTo(7200);
    }

    @Test
    void replacesARefreshTokenOfXAtEveryUse() {
        Got first = exchange(code());
        Got second = refresh(first.at("/refresh_token"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/refresh_token")).isNotEmpty().isNotEqualTo(first.at("/refresh_token"));
        assertThat(me(second).status()).isEqualTo(200);
    }

    @Test
    void endsTheWholeFamilyWhenARefreshTokenIsUsedTwice() {
        Got first = exchange(code());
        Got second = refresh(first.at("/refresh_token"));

        assertThat(refresh(first.at("/refresh_token")).at("/error")).isEqualTo("invalid_request");
        assertThat(refresh(second.at("/refresh_token")).at("/error")).isEqualTo("invalid_request");
        assertThat(me(second).status()).isEqualTo(401);
    }

    @Test
    void losesARotatedTokenWhenItsAnswerIsLost() {
        Got first = exchange(code());
        sandbox.faults()
                .add(FaultRule.next("POST", "/x/2/oauth2/token", new Fault.Close())
                        .onceApplied());

        assertThatThrownBy(() -> refresh(first.at("/refresh_token"))).isInstanceOf(UncheckedIOException.class);

        assertThat(refresh(first.at("/refresh_token")).at("/error")).isEqualTo("invalid_request");
        assertThat(sandbox.ledger().count("POST", "/x/2/oauth2/token")).isEqualTo(3);
    }

    @Test
    void letsAccessTokensExpireByItsOwnClock() {
        sandbox.xAuthorization().accessTokenLifetime(Duration.ofSeconds(60));
        Got tokens = exchange(code());
        sandbox.clock().advance(Duration.ofSeconds(61));

        assertThat(tokens.json().path("expires_in").asInt()).isEqualTo(60);
        assertThat(me(tokens).status()).isEqualTo(401);
    }

    @Test
    void revokesForTheClientItWasIssuedToOnly() {
        sandbox.xAuthorization().register(new OAuthClient("other", "other-secret", Set.of(BACK)));
        Got tokens = exchange(code());
        Map<String, String> form = Map.of("token", tokens.at("/refresh_token"));

        browser.basic("other", "other-secret").form("/x/2/oauth2/revoke", form);
        assertThat(me(tokens).status()).isEqualTo(200);

        assertThat(client().form("/x/2/oauth2/revoke", form).status()).isEqualTo(200);
        assertThat(me(tokens).status()).isEqualTo(401);
        assertThat(client().form("/x/2/oauth2/revoke", Map.of("token", "unknown"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsGooglesRefreshTokenAndSendsItOnce() {
        Got first = google(Map.of("access_type", "offline"));
        Got again = google(Map.of("access_type", "offline"));
        Got asked = google(Map.of("access_type", "offline", "prompt", "consent"));
        Got refreshed = googleToken(Map.of("grant_type", "refresh_token", "refresh_token", first.at("/refresh_token")));

        assertThat(first.at("/refresh_token")).isNotEmpty();
        assertThat(again.json().has("refresh_token")).isFalse();
        assertThat(asked.at("/refresh_token")).isNotEmpty();
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.json().has("refresh_token")).isFalse();
    }

    @Test
    void addsToWhatGoogleWasGrantedBefore() {
        google(Map.of("scope", "openid"));
        Got more = google(Map.of("scope", "email", "include_granted_scopes", "true"));

        assertThat(more.at("/scope").split(" ")).containsExactlyInAnyOrder("openid", "email");
    }

    @Test
    void revokesAtGoogleWithoutClientCredentials() {
        Got tokens = google(Map.of("access_type", "offline"));

        assertThat(browser.post("/google/revoke?token=" + tokens.at("/access_token"))
                        .status())
                .isEqualTo(200);
        assertThat(browser.post("/google/revoke?token=" + tokens.at("/access_token") + "x")
                        .at("/error"))
                .isEqualTo("invalid_token");
    }

    @Test
    void namesTheIssuerWhereThePlatformDoes() {
        assertThat(browser.get(authorize(Map.of("auto", "acme_labs"))).redirected("iss"))
                .isEmpty();
        assertThat(browser.get(googleAuthorize(Map.of())).redirected("iss")).isEqualTo(sandbox.baseUri() + "/google");
        sandbox.google().sendIssuer("https://elsewhere.example");
        assertThat(browser.get(googleAuthorize(Map.of())).redirected("iss")).isEqualTo("https://elsewhere.example");
    }

    private Got google(Map<String, String> changes) {
        String code = browser.get(googleAuthorize(changes)).redirected("code");
        return googleToken(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", BACK));
    }

    private Got googleToken(Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("client_id", Credentials.GOOGLE_CLIENT_ID);
        form.put("client_secret", Credentials.GOOGLE_CLIENT_SECRET);
        return browser.form("/google/token", form);
    }

    private String googleAuthorize(Map<String, String> changes) {
        Map<String, String> asked = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", Credentials.GOOGLE_CLIENT_ID,
                "redirect_uri", BACK,
                "scope", "openid email",
                "auto", "ada@acme.example"));
        asked.putAll(changes);
        return "/google/o/oauth2/v2/auth?" + Caller.encoded(asked);
    }

    private static String authorize(Map<String, String> changes) {
        return "/x/i/oauth2/authorize?" + Caller.encoded(asked(changes));
    }

    private static Map<String, String> asked(Map<String, String> changes) {
        Map<String, String> asked = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", Credentials.X_CLIENT_ID,
                "redirect_uri", BACK,
                "scope", "tweet.read tweet.write users.read offline.access",
                "state", "s",
                "code_challenge", challenge(),
                "code_challenge_method", "S256"));
        asked.putAll(changes);
        asked.values().removeIf(String::isEmpty);
        return asked;
    }

    private static String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String code() {
        return browser.get(authorize(Map.of("auto", "acme_labs"))).redirected("code");
    }

    private Got exchange(String code) {
        return exchange(code, Map.of());
    }

    private Got exchange(String code, Map<String, String> changes) {
        Map<String, String> form = new HashMap<>(exchangeForm(code));
        form.putAll(changes);
        form.values().removeIf(String::isEmpty);
        return client().form("/x/2/oauth2/token", form);
    }

    private static Map<String, String> exchangeForm(String code) {
        return Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", BACK, "code_verifier", VERIFIER);
    }

    private Got refresh(String token) {
        return client().form("/x/2/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    private Caller client() {
        return browser.basic(Credentials.X_CLIENT_ID, Credentials.X_CLIENT_SECRET);
    }

    private Got me(Got tokens) {
        return browser.with("Authorization", "Bearer " + tokens.at("/access_token"))
                .get("/x/2/users/me");
    }
}
