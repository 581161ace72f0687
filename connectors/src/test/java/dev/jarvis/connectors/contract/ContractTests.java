package dev.jarvis.connectors.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.jarvis.connectors.Connection;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.SandboxOptions;
import dev.jarvis.sandbox.ledger.LedgerEntry;
import dev.jarvis.sandbox.vendor.VendorCheck;
import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What holds for every connector: its requests are what the vendor's own description allows, its output is what its action
 * declares, and every form of refusal has its class. The descriptions are kept outside the project, in the folder named by
 * {@code JARVIS_VENDOR_APIS}.
 */
class ContractTests {
    /** A connector, as this suite sees it. */
    record Row(String platform, String prefix, Function<Sandbox, Connection> connect, Set<String> notDescribed) {
        @Override
        public String toString() {
            return platform;
        }
    }

    /** What the vendors' files leave out; each is built from the vendor's pages, which the code names. */
    static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        "twitter",
                        "/x",
                        Connection::x,
                        Set.of(
                                "GET /2/media/upload",
                                "POST /2/media/metadata",
                                "DELETE /2/users/{}/likes/{}",
                                "DELETE /2/users/{}/retweets/{}")),
                new Row(
                        "gmail",
                        "/gmail",
                        Connection::gmail,
                        Set.of(
                                "GET /gmail/v1/users/me/drafts",
                                "GET /gmail/v1/users/me/drafts/{}",
                                "POST /gmail/v1/users/me/drafts/send",
                                "POST /gmail/v1/users/me/messages/{}/untrash")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sendsNothingThatTheVendorDoesNotDescribe(Row row) {
        VendorCheck vendor = VendorCheck.of(description(row.platform()), row.prefix());
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withVideoProcessing(Duration.ofMillis(50)))) {
            Connection connection = row.connect().apply(sandbox);
            Walk.through(row.platform(), connection);

            assertThat(requests(sandbox, row)).isNotEmpty().allSatisfy(entry -> {
                if (row.notDescribed().contains(line(entry, row))) {
                    assertThat(vendor.describes(entry.method(), entry.path())).isFalse();
                } else {
                    assertThat(vendor.check(entry))
                            .as("%s %s", entry.method(), entry.path())
                            .isEmpty();
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void usesEveryAction(Row row) {
        assertThat(Walk.actions(row.platform()))
                .containsExactlyInAnyOrderElementsOf(Connection.connector(row.platform()).actions().stream()
                        .map(Action::id)
                        .toList());
    }

    /** The operation of the description, the action that reads its answer, its input, and what must come through. */
    @ParameterizedTest
    @CsvFileSource(resources = "replies.csv", delimiter = '|', useHeadersInDisplayName = true)
    void readsEverySampleReply(
            String platform, String method, String path, String action, String input, String expected) {
        JsonNode sample = Sample.reply(description(platform), method, path);
        byte[] body = sample.toString().getBytes(StandardCharsets.UTF_8);
        Connection connection = Connection.answering(platform, request -> new Reply(200, Map.of(), body));
        connection.context().account(new Account("42", "@acme", null, "ada@acme.com", null));

        JsonNode output = connection.act(action, input);

        for (String pair : expected.split(" ")) {
            String[] sides = pair.split("=");
            assertThat(output.at(sides[0]).asString(""))
                    .as(sides[0])
                    .isEqualTo(sample.at(sides[1]).asString("missing"));
        }
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(connection.action(action).outputSchema())
                        .validate(withoutNulls(output)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "refusals.csv", delimiter = '|', useHeadersInDisplayName = true)
    void knowsEveryFormOfRefusal(String platform, int status, String body, ErrorKind kind, String words) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Connection connection = Connection.answering(platform, request -> new Reply(status, Map.of(), bytes));

        PlatformException refused = Assertions.catchThrowableOfType(
                PlatformException.class, () -> connection.integration().testConnection());

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused.status()).isEqualTo(status);
        if (words != null) assertThat(refused.words()).contains(words);
    }

    @Test
    void everyActionIsDeclaredWhole() {
        rows().flatMap(row -> Connection.connector(row.platform()).actions().stream())
                .forEach(action -> {
                    assertThat(action.title())
                            .as(action.id())
                            .isNotEqualTo(action.id())
                            .isNotBlank();
                    assertThat(action.description()).as(action.id()).endsWith(".");
                    assertThat(action.scopes()).as(action.id()).isNotEmpty();
                });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void asksOnlyForScopesThatItExplains(Row row) {
        Set<String> explained = dev.jarvis.connectors.TestManifests.of(Connection.connector(row.platform()))
                .oauth()
                .orElseThrow()
                .scopes()
                .keySet();

        assertThat(Connection.connector(row.platform()).actions())
                .allSatisfy(action -> assertThat(explained).containsAll(action.scopes()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void takesBackOnlyByActionsThatAreThere(Row row) {
        List<Action<?, ?, ?>> actions = Connection.connector(row.platform()).actions();
        List<String> ids = actions.stream().<String>map(Action::id).toList();

        assertThat(actions.stream().flatMap(action -> action.reversedBy().stream()))
                .isSubsetOf(ids);
    }

    private static List<LedgerEntry> requests(Sandbox sandbox, Row row) {
        return sandbox.ledger()
                .entries(entry -> entry.path().startsWith(row.prefix() + "/")
                        && !entry.path().contains("/oauth2/"));
    }

    private static String line(LedgerEntry entry, Row row) {
        String path = entry.path().substring(row.prefix().length());
        return entry.method() + " " + path.replaceAll("/(?=[^/]*[0-9]{4})[A-Za-z0-9_-]{8,}(?=/|$)", "/{}");
    }

    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof tools.jackson.databind.node.ObjectNode object) {
            object.removeIf(JsonNode::isNull);
            object.forEach(ContractTests::withoutNulls);
        } else node.forEach(ContractTests::withoutNulls);
        return node;
    }

    private static Path description(String platform) {
        Path folder = VendorCheck.folder();
        String file = platform.equals("twitter") ? "x.json" : platform + ".json";
        if (folder == null) System.err.println("SKIPPED: set JARVIS_VENDOR_APIS to hold requests to " + file);
        assumeTrue(
                folder != null && Files.exists(folder.resolve(file)),
                "JARVIS_VENDOR_APIS names no folder with " + file);
        return folder.resolve(file);
    }
}
