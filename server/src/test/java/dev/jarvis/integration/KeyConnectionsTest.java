package dev.jarvis.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sandbox.Credentials;
import dev.jarvis.sandbox.x.OAuth1Keys;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.FirstPeople;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyConnectionsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Links links;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private IntegrationManager manager;

    private Caller ada;

    @BeforeAll
    void setUp() {
        ada = FirstPeople.ada(port, links, db);
    }

    @Test
    void keepsAnAccountThatItsKeysOpen() {
        Caller.Answer made = connect(Credentials.x("acme_labs"));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("/integration/name")).isEqualTo("@acme_labs");
        assertThat(made.text("/integration/status")).isEqualTo("connected");
        assertThat(made.body()).doesNotContain(Credentials.X_API_SECRET, "sandbox-acme_labs");
        Caller.Answer health = ada.get("/api/integrations/" + made.text("/integration/id") + "/health");
        assertThat(health.text("/state")).as(health.body()).isEqualTo("healthy");
    }

    private Caller.Answer connect(OAuth1Keys keys) {
        return ada.post(
                "/api/integrations/twitter/connect",
                Map.of(
                        "scheme",
                        "keys",
                        "credentials",
                        Map.of(
                                "api_key", keys.apiKey(),
                                "api_secret", keys.apiSecret(),
                                "access_token", keys.accessToken(),
                                "access_token_secret", keys.accessTokenSecret())));
    }
}
