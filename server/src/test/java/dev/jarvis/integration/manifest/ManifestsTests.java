package dev.jarvis.integration.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Connector;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Manifest;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTests {
    private static final String SMALLEST = """
            id: statuspage
            version: 1
            name: Statuspage
            description: Posts incidents.
            category: support
            docs: https://developer.statuspage.test
            endpoints:
              api: https://api.statuspage.test
            allowedHosts: [api.statuspage.test]
            auth:
              - kind: keys
                id: token
                title: API token
                signer: bearer
                fields:
                  - { name: token, title: API token, secret: true, env: STATUSPAGE_TOKEN }
            """;

    @Test
    void readsTheSmallestManifest() {
        Manifest manifest = Manifests.read("connector.yaml", SMALLEST);

        assertThat(manifest.id()).isEqualTo("statuspage");
        assertThat(manifest.scheme("token")).containsInstanceOf(AuthScheme.Keys.class);
        assertThat(manifest.errors()).isEmpty();
    }

    @Test
    void readsEveryBuiltInManifest() {
        List<Manifest> builtIn = ServiceLoader.load(Connector.class).stream()
                .map(connector -> Manifests.of(connector.get()))
                .toList();

        assertThat(builtIn).extracting(Manifest::id).contains("twitter", "gmail");
    }

    @Test
    void keepsWhatAManifestSaysAboutTokensAndErrors() {
        Manifest manifest = Manifests.read("connector.yaml", SMALLEST + """
              - kind: oauth2_code
                id: oauth2
                title: Sign in
                pkce: required
                clientAuth: basic
                scopes: { "read": See }
                defaultScopes: [read]
                refresh: { mode: refresh_token, rotates: always, buffer: PT10M }
            errors:
              - { status: 429, kind: rate_limited }
            """);

        AuthScheme.OAuth2Code oauth = manifest.oauth().orElseThrow();
        assertThat(oauth.pkce()).isEqualTo(AuthScheme.Pkce.REQUIRED);
        assertThat(oauth.refresh().buffer()).isEqualTo(Duration.ofMinutes(10));
        assertThat(oauth.refresh().rotates()).isEqualTo(AuthScheme.Refresh.Rotates.ALWAYS);
        assertThat(manifest.errors().getFirst().kind()).isEqualTo(ErrorKind.RATE_LIMITED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 1                         | version: one            | 2  | version
            category: support                  | category: supprot       | 5  | category
            name: Statuspage                   | nmae: Statuspage        | 3  | nmae
            api: https://api.statuspage.test   | api: ftp://x            | 8  | endpoints.api
            kind: keys                         | kind: oauth3            | 11 | auth[0].kind
            signer: bearer                     | singer: bearer          | 14 | auth[0].singer
            title: API token, secret: true     | title: API token        | 16 | auth[0].fields[0].secret
            """)
    void namesTheLineAndTheFieldOfAMistake(String right, String wrong, int line, String field) {
        ManifestRefused refused = refused(SMALLEST.replace(right, wrong));

        assertThat(refused.mistakes()).anySatisfy(mistake -> {
            assertThat(mistake.field()).isEqualTo(field);
            assertThat(mistake.line()).isEqualTo(line);
        });
        assertThat(refused).hasMessageContaining("connector.yaml").hasMessageContaining("line " + line + ": " + field);
    }

    @Test
    void namesAFieldThatIsMissing() {
        assertThat(refused(SMALLEST.replace("docs: https://developer.statuspage.test\n", ""))
                        .mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.toString()).contains("docs is missing"));
    }

    @Test
    void saysWhatARecordSaysOfItself() {
        ManifestRefused refused = refused(SMALLEST + """
              - kind: oauth2_code
                id: oauth2
                title: Sign in
                pkce: required
                clientAuth: basic
                scopes: { read: See }
                defaultScopes: [write]
                refresh: { mode: none }
            """);

        assertThat(refused.mistakes()).singleElement().satisfies(mistake -> {
            assertThat(mistake.message()).isEqualTo("The default scope write is not among the scopes");
            assertThat(mistake.line()).isEqualTo(17);
        });
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThat(refused(SMALLEST + "version: 2\n").mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.line()).isEqualTo(17));
    }

    @Test
    void refusesAliasesAndWhatIsNoMapping() {
        assertThat(refused("a: &a [x]\nb: [*a, *a]\n" + SMALLEST)).isNotNull();
        assertThat(refused("- just\n- a list\n")).hasMessageContaining("not a YAML mapping");
        assertThat(refused("")).hasMessageContaining("not a YAML mapping");
        assertThat(refused("id: [unclosed\n").mistakes().getFirst().line()).isPositive();
    }

    @Test
    void refusesWhatIsTooLargeOrNotUtf8() {
        assertThatThrownBy(() -> Manifests.read("big.yaml", new ByteArrayInputStream(new byte[300_000])))
                .isInstanceOf(ManifestRefused.class)
                .hasMessageContaining("256 KB");
        assertThatThrownBy(() -> Manifests.read("odd.yaml", new ByteArrayInputStream(new byte[] {(byte) 0xff})))
                .isInstanceOf(ManifestRefused.class)
                .hasMessageContaining("UTF-8");
    }

    private static ManifestRefused refused(String yaml) {
        return catchThrowableOfType(ManifestRefused.class, () -> Manifests.read("connector.yaml", yaml));
    }
}
