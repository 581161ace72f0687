package dev.jarvis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.User;
import dev.jarvis.observatory.console.ConsoleToken;
import dev.jarvis.platform.crypto.Purpose;
import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.db.DataDirectory;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.Secret;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SharedServerTest
class CommandLineTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private DataDirectory data;

    private World world;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void build() {
        world = new World(context);
    }

    @Test
    void makesAKeyForAProgram() {
        ObservatoryId observatory = world.observatory();
        assertThat(run("key", "create", "--observatory", observatory.toString(), "--role", "viewer"))
                .isZero();
        String key = out.toString(StandardCharsets.UTF_8).strip();
        assertThat(world.stranger().withKey(key).get("/api/members").status()).isEqualTo(200);
    }

    @Test
    void findsAnObservatoryByItsName() {
        String name = world.bean(Observatories.class).get(world.observatory()).name();
        assertThat(run("key", "create", "--observatory", name, "--role", "operator", "--scope", "members", "--json"))
                .isZero();
        JsonNode made = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(made.propertyNames()).contains("apiKey", "observatoryId");
    }

    @Test
    void makesALinkForALostPassword() {
        User ada = world.user();
        world.observatory(ada.id());
        assertThat(run("user", "reset", "--email", ada.email().value())).isZero();
        String token = out.toString(StandardCharsets.UTF_8).strip().split("#")[1];
        assertThat(world.stranger()
                        .post("/api/auth/reset", Map.of("token", token, "password", "another long password"))
                        .status())
                .isEqualTo(200);
        Caller back = world.stranger();
        back.post("/api/auth/sign-in", Map.of("email", ada.email().value(), "password", "another long password"));
        JsonNode log = back.get("/api/integrations/activity?type=access").json();
        assertThat(log.at("/items").valueStream().map(row -> row.path("action") + " " + row.at("/actor/name")))
                .contains("\"person/reset-link\" \"Command line\"");
    }

    @Test
    void checksTheLogOfEveryObservatory() {
        ObservatoryId observatory = world.observatory();
        assertThat(run("audit", "verify")).as(err::toString).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Observatory " + observatory + ": intact. ");
    }

    @Test
    void givesNewKeysToARunningServer() {
        ObservatoryId observatory = world.observatory();
        Vault vault = world.bean(Vault.class);
        UUID row = UuidV7.next();
        byte[] sealed = vault.seal(Purpose.OAUTH_CLIENT_SECRET, observatory.value(), row, 1, Secret.of("kept"));
        assertThat(run("keys", "rotate")).as(err::toString).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("new master key.", "observatories have a new data key");
        assertThat(run("keys", "forget")).as(err::toString).isZero();
        assertThat(vault.openSecret(Purpose.OAUTH_CLIENT_SECRET, observatory.value(), row, 1, sealed)
                        .reveal())
                .isEqualTo("kept");
        assertThat(run("keys", "rotate", "--layer", "roof")).isEqualTo(1);
    }

    @Test
    void looksAtTheMachineTheSettingsAndTheServer() {
        run("doctor");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("ok    Java: 25", "Disk: ", "Master key: ", "ok    Server: runs", "Clock: agrees")
                .contains(
                        "care  Settings: JARVIS_PROT is not a setting of Jarvis and does nothing. Did you mean JARVIS_PORT?");
    }

    @Test
    void looksWithoutAServerAndStartsNone(@TempDir Path empty) {
        List<Command> commands = CommandLine.commands(
                new RunningServer(empty), Map.of("JARVIS_DATABASE_URL", "postgresql://ada:hidden@127.0.0.1:1/none"));
        assertThat(new CommandLine(commands, new PrintStream(out, true), new PrintStream(err, true)).run("doctor"))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("WRONG Database: ", "127.0.0.1:1/none", "Server: does not run")
                .doesNotContain("hidden");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void takesNoOtherProgramForTheServerThatWasKilled(@TempDir Path data) throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, 9);
            exchange.getResponseBody().write("not here\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        other.start();
        try {
            for (int port : new int[] {other.getAddress().getPort(), world.port()}) {
                Files.writeString(data.resolve(ConsoleToken.FILE), port + " left-behind");
                assertThat(new RunningServer(data).askIfRunning("/api/console/doctor", Map.of()))
                        .as("port %d", port)
                        .isEmpty();
            }
        } finally {
            other.stop(0);
        }
    }

    @Test
    void saysWhatIsWrongAndEndsWithOne() {
        assertThat(run("user", "reset", "--email", "nobody@example.com")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no such account here");
        world.superadmin();
        assertThat(run("setup", "--email", "a@example.com", "--observatory", "X"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("set up already");
    }

    @Test
    void explainsItselfAndEndsWithTwo() {
        assertThat(run("make", "coffee")).isEqualTo(2);
        assertThat(run("setup", "--colour", "red")).isEqualTo(2);
        assertThat(run("user", "reset")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage:", "--email is needed", "'--colour'");
        assertThat(out.size()).isZero();
    }

    @Test
    void keepsItsTokenForTheOwnerOfTheDataDirectory() throws IOException {
        Path file = data.path().resolve(ConsoleToken.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String token = Files.readString(file).split(" ")[1];
        for (String wrong : List.of("Console x", "Bearer " + token, "Console " + token + "x", ""))
            assertThat(world.stranger()
                            .with("Authorization", wrong)
                            .post("/api/console/resets", Map.of("email", "a@example.com"))
                            .status())
                    .isEqualTo(403);
    }

    private int run(String... words) {
        RunningServer server = new RunningServer(data.path());
        List<Command> commands = CommandLine.commands(server, Map.of("JARVIS_PROT", "3001"));
        return new CommandLine(commands, new PrintStream(out, true), new PrintStream(err, true)).run(words);
    }
}
