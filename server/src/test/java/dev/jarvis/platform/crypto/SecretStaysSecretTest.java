package dev.jarvis.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Secret;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** However a secret is printed by mistake, nothing of it shows. */
@ExtendWith(OutputCaptureExtension.class)
class SecretStaysSecretTest {
    private static final Logger LOG = LoggerFactory.getLogger(SecretStaysSecretTest.class);
    private final String canary = "canary9f27c1e08b";
    private final Secret secret = Secret.of(canary);
    private final Credentials credentials = Credentials.keys("api_key", Map.of("api_secret", secret));

    @Test
    void isMaskedInText() {
        Request call = Request.get(URI.create("https://api.example.com/")).bearer(secret);
        for (Object printed : List.of(secret, credentials, List.of(secret), Map.of("k", secret), call))
            assertSafe(String.valueOf(printed));
        assertSafe("" + secret.hashCode() + Objects.hash(secret));
    }

    @Test
    void isMaskedInTheLog(CapturedOutput output) {
        LOG.error("{} {}", secret, credentials, new IllegalStateException("with " + secret));
        assertThat(output.getAll()).contains("with");
        assertSafe(output.getAll());
    }

    @Test
    void isRefusedByJackson() {
        JsonMapper json = JsonMapper.builder().build();
        for (Object written : List.of(secret, credentials, Map.of("k", secret), List.of(secret)))
            assertThatThrownBy(() -> json.writeValueAsString(written))
                    .satisfies(e -> assertSafe(e.toString() + e.getCause()));
    }

    @Test
    void isNotInTheErrorsOfTheVault() {
        try (Vaults world = new Vaults()) {
            var here = world.observatory();
            Vault vault = world.node().vault();
            byte[] sealed = vault.seal(Purpose.WEBHOOK_SECRET, here, here, 1, secret);
            assertThatThrownBy(() -> vault.open(Purpose.WEBHOOK_SECRET, here, here, 2, sealed))
                    .satisfies(e -> assertSafe(e.toString() + e.getCause()));
        }
    }

    @Test
    void isEqualByItsValue() {
        Set<Secret> secrets = new HashSet<>(List.of(secret));
        assertThat(secrets).contains(Secret.of(canary)).doesNotContain(Secret.of("other"));
    }

    /** No piece of twelve characters either. */
    private void assertSafe(String text) {
        for (int i = 0; i + 12 <= canary.length(); i++) assertThat(text).doesNotContain(canary.substring(i, i + 12));
    }
}
