package dev.jarvis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sandbox.Caller.Got;
import dev.jarvis.sandbox.http.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenIdTests {

    private static final String BACK = "http://localhost:3001/login/callback";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final Caller browser = Caller.of(sandbox);

    @AfterEach
    void stops() {
        sandbox.close();
    }

    @Test
    void describesItself() {
        JsonNode document =
                browser.get("/oidc/.well-known/openid-configuration").json();

        assertThat(document.path("issuer").stringValue())
                .isEqualTo(sandbox.endpoints().openIdIssuer());
        assertThat(document.path("jwks_uri").stringValue()).isEqualTo(sandbox.baseUri() + "/oidc/jwks");
        assertThat(document.path("token_endpoint").stringValue()).isEqualTo(sandbox.baseUri() + "/oidc/token");
    }

    @Test
    void signsWhoSignedInWithTheKeyItPublishes() throws Exception {
        Got tokens = signIn("n-1");
        String[] parts = tokens.at("/id_token").split("\\.");
        JsonNode claims = Json.read(Base64.getUrlDecoder().decode(parts[1]));

        assertThat(isSigned(parts)).isTrue();
        assertThat(claims.path("iss").stringValue()).isEqualTo(sandbox.baseUri() + "/oidc");
        assertThat(claims.path("aud").stringValue()).isEqualTo(Credentials.OPENID_CLIENT_ID);
        assertThat(claims.path("nonce").stringValue()).isEqualTo("n-1");
        assertThat(claims.path("email").stringValue()).isEqualTo("ada@acme.example");
        assertThat(browser.with("Authorization", "Bearer " + tokens.at("/access_token"))
                        .get("/oidc/userinfo")
                        .at("/sub"))
                .isEqualTo(claims.path("sub").stringValue());
    }

    @Test
    void canLie() {
        sandbox.openId().tamperWithIdTokens(claims -> claims.put("aud", "somebody-else"));

        String payload = signIn("n").at("/id_token").split("\\.")[1];

        assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                .contains("somebody-else");
    }

    private boolean isSigned(String[] parts) throws Exception {
        JsonNode key = browser.get("/oidc/jwks").json().at("/keys/0");
        PublicKey publicKey = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key.path("n")), number(key.path("e"))));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    private static BigInteger number(JsonNode value) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(value.stringValue()));
    }

    private Got signIn(String nonce) {
        sandbox.register(Set.of(BACK));
        Map<String, String> asked = new LinkedHashMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                Credentials.OPENID_CLIENT_ID,
                "redirect_uri",
                BACK,
                "scope",
                "openid email",
                "nonce",
                nonce,
                "auto",
                "ada@acme.example"));
        String code = browser.get("/oidc/authorize?" + Caller.encoded(asked)).redirected("code");
        return browser.basic(Credentials.OPENID_CLIENT_ID, Credentials.OPENID_CLIENT_SECRET)
                .form("/oidc/token", Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", BACK));
    }
}
