package dev.jarvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.platform.problem.SettingRefused;
import dev.jarvis.testing.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    @TempDir
    private static Path folder;

    private static Pem ours;
    private static Pem another;

    @BeforeAll
    static void certificates() throws Exception {
        ours = Pem.make(folder, "localhost");
        another = Pem.make(folder, "another");
    }

    @Test
    void staysOnThisMachineWithoutASetting() {
        Reach reach = reach("127.0.0.1", Map.of());
        assertThat(reach.encrypted()).isFalse();
        assertThat(reach.needsLocalDoor()).isFalse();
        assertThat(reach.welcomes("127.0.0.1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5"})
    void doesNotGoBeyondThisMachineInTheClear(String bind) {
        assertThatThrownBy(() -> reach(bind, Map.of("JARVIS_PUBLIC_URL", "https://jarvis.example.com")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContainingAll("JARVIS_BIND is '" + bind + "'", "JARVIS_TLS_CERT", "JARVIS_TRUSTED_PROXIES");
    }

    @Test
    void goesBeyondByTlsOrThroughAProxyAndWantsToKnowItsAddress() {
        Map<String, String> proxied = Map.of("JARVIS_TRUSTED_PROXIES", "10.0.0.5");
        assertThatThrownBy(() -> reach("0.0.0.0", proxied)).hasMessageContaining("JARVIS_PUBLIC_URL");
        Reach through = reach("0.0.0.0", with(proxied, "JARVIS_PUBLIC_URL", "https://jarvis.example.com"));
        assertThat(through.welcomes("10.0.0.5")).isTrue();
        assertThat(through.welcomes("10.0.0.6"))
                .as("past the proxy, in the clear")
                .isFalse();
        Reach tls = reach(
                "0.0.0.0", with(tls(ours.chain(), ours.key()), "JARVIS_PUBLIC_URL", "https://jarvis.example.com"));
        assertThat(tls.welcomes("10.0.0.6")).isTrue();
        assertThat(tls.needsLocalDoor()).isTrue();
    }

    @Test
    void looksAtTheFilesBeforeAnybodyConnects() throws IOException {
        assertRefused(Map.of("JARVIS_TLS_CERT", ours.chain().toString()), "only one is set");
        assertRefused(tls(ours.chain(), another.key()), "is not the key of the certificate");
        assertRefused(tls(folder.resolve("missing.pem"), ours.key()), "cannot be read");
        Path rubbish = Files.writeString(folder.resolve("rubbish.pem"), "rubbish");
        assertRefused(tls(rubbish, ours.key()), "no certificate in PEM form");
        assertRefused(tls(ours.chain(), rubbish), "no private key in PEM form");
        Map<String, String> good = tls(ours.chain(), ours.key());
        Instant later = Instant.now().plusSeconds(400L * 24 * 3600);
        assertThatThrownBy(() -> Reach.of("127.0.0.1", name -> good.getOrDefault(name, ""), later))
                .hasMessageContaining("ended on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.com", "10.0.0.0/33", "10.0.0.1/8", "*", "10.0.0"})
    void namesAnEntryThatIsNoAddress(String entry) {
        assertRefused(Map.of("JARVIS_TRUSTED_PROXIES", "10.0.0.5, " + entry), "'" + entry + "'");
    }

    private static void assertRefused(Map<String, String> settings, String words) {
        assertThatThrownBy(() -> reach("127.0.0.1", settings))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining(words);
    }

    private static Reach reach(String bind, Map<String, String> settings) {
        return Reach.of(bind, name -> settings.getOrDefault(name, ""), Instant.now());
    }

    private static Map<String, String> tls(Path chain, Path key) {
        return Map.of("JARVIS_TLS_CERT", chain.toString(), "JARVIS_TLS_KEY", key.toString());
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }
}
