package dev.jarvis.observatory.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sandbox.Credentials;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.SandboxOptions;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.node.ObjectNode;

/** Against the sandbox's OpenID provider, which vouches for ada@acme.example. */
@ServerTest
class OidcTest {
    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.defaults());

    @Autowired
    private ApplicationContext context;

    @Autowired
    private TenantTransactions db;

    private World world;
    private User ada;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry settings) {
        settings.add("JARVIS_OIDC_ISSUER", () -> SANDBOX.endpoints().openIdIssuer());
        settings.add("JARVIS_OIDC_CLIENT_ID", () -> Credentials.OPENID_CLIENT_ID);
        settings.add("JARVIS_OIDC_CLIENT_SECRET", () -> Credentials.OPENID_CLIENT_SECRET);
        settings.add(
                "jarvis.egress.allow", () -> "127.0.0.1:" + SANDBOX.baseUri().getPort());
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @BeforeEach
    void build() {
        world = new World(context);
        SANDBOX.register(Set.of("http://localhost:" + world.port() + "/api/auth/oidc/callback"));
        SANDBOX.openId().tamperWithIdTokens(claims -> claims);
        ada = world.user();
        db.global(() -> {
            world.jdbc()
                    .sql("update users set email = 'gone' || id where email = 'ada@acme.example'")
                    .update();
            world.jdbc()
                    .sql("update users set oidc_issuer = null, oidc_subject = null")
                    .update();
            world.jdbc()
                    .sql("update users set email = 'ada@acme.example' where id = ?")
                    .param(ada.id().value())
                    .update();
        });
    }

    @Test
    void letsInWhomTheProviderVouchesFor() throws Exception {
        assertThat(world.stranger().get("/api/auth/methods").text("/oidc")).isEqualTo("Single sign-on");
        Caller browser = world.stranger();
        assertThat(finish(browser, begin(browser)).getPath()).isEqualTo("/");
        assertThat(browser.get("/api/me").text("/user/id")).isEqualTo(ada.id().toString());
    }

    @Test
    void knowsThemByTheirSubjectWhenTheirAddressHasChanged() throws Exception {
        Caller browser = world.stranger();
        finish(browser, begin(browser));
        db.global(() -> world.jdbc()
                .sql("update users set email = 'countess@example.com' where id = ?")
                .param(ada.id().value())
                .update());
        Caller again = world.stranger();
        finish(again, begin(again));
        assertThat(again.get("/api/me").text("/user/id")).isEqualTo(ada.id().toString());
    }

    @Test
    void finishesOnlyInTheBrowserThatBegan() throws Exception {
        URI back = begin(world.stranger());
        Caller victim = world.stranger();
        assertThat(finish(victim, back).getQuery()).isEqualTo("problem=not-your-sign-in");
        assertThat(victim.get("/api/me").status()).isEqualTo(401);
        Caller other = world.stranger();
        begin(other);
        assertThat(finish(other, back).getQuery()).isEqualTo("problem=not-your-sign-in");
    }

    @Test
    void takesNoCodeTwice() throws Exception {
        Caller browser = world.stranger();
        URI back = begin(browser);
        String attempt = browser.cookie("jarvis-oidc");
        finish(browser, back);
        Caller replay = world.stranger().withCookie("jarvis-oidc", attempt);
        assertThat(finish(replay, back).getQuery()).isEqualTo("problem=not-vouched-for");
    }

    @Test
    void believesNoTokenThatWasMadeForAnother() throws Exception {
        Map<String, String> lies = Map.of("aud", "somebody-else", "iss", "https://evil.example", "nonce", "another");
        for (Map.Entry<String, String> lie : lies.entrySet()) {
            SANDBOX.openId().tamperWithIdTokens(claims -> claims.put(lie.getKey(), lie.getValue()));
            assertThat(outcome()).as(lie.getKey()).isEqualTo("problem=not-vouched-for");
        }
        SANDBOX.openId().tamperWithIdTokens(claims -> claims.put("exp", 1));
        assertThat(outcome()).isEqualTo("problem=not-vouched-for");
        SANDBOX.openId().tamperWithIdTokens(claims -> (ObjectNode) claims.without("nonce"));
        assertThat(outcome()).isEqualTo("problem=not-vouched-for");
    }

    @Test
    void saysThatTheProviderIsAwayWhenItAnswersNonsense() throws Exception {
        Caller browser = world.stranger();
        URI back = begin(browser);
        SANDBOX.faults()
                .add(FaultRule.next("POST", "*/token", new Fault.Status(200, "text/html", "<p>Maintenance</p>")));

        assertThat(finish(browser, back).getQuery()).isEqualTo("problem=provider-away");
    }

    @Test
    void letsInNobodyWithoutAnAccountOrAVerifiedAddress() throws Exception {
        SANDBOX.openId().tamperWithIdTokens(claims -> claims.put("email", "stranger@example.com"));
        assertThat(outcome()).isEqualTo("problem=no-account");
        SANDBOX.openId().tamperWithIdTokens(claims -> claims.put("email_verified", false));
        assertThat(outcome()).isEqualTo("problem=no-account");
    }

    private String outcome() throws Exception {
        Caller browser = world.stranger();
        return finish(browser, begin(browser)).getQuery();
    }

    /** To the provider, where Ada signs in, and back to our door. */
    private URI begin(Caller browser) throws IOException, InterruptedException {
        Caller.Answer start = browser.get("/api/auth/oidc/start");
        assertThat(start.status()).as(start.body()).isEqualTo(302);
        String entrance = start.headers().firstValue("Location").orElseThrow();
        assertThat(entrance).contains("code_challenge_method=S256", "nonce=", "state=");
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI asAda = URI.create(entrance + "&auto=ada@acme.example");
            HttpResponse<String> there =
                    http.send(HttpRequest.newBuilder(asAda).build(), HttpResponse.BodyHandlers.ofString());
            return URI.create(there.headers().firstValue("Location").orElseThrow());
        }
    }

    private static URI finish(Caller browser, URI back) {
        Caller.Answer answer = browser.get(back.getPath() + "?" + back.getRawQuery());
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }
}
