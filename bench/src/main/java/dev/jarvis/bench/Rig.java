package dev.jarvis.bench;

import dev.jarvis.sandbox.Credentials;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * One server as a newcomer starts it, and one sandbox, each in a process of its own, with a data folder that is thrown
 * away. Everything on loopback.
 */
final class Rig implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final String EMAIL = "bench@jarvis.test";
    private static final String PASSWORD = "correct horse battery staple";
    private final Path home;
    private final Path data;
    private final Child sandbox;
    private final URI upstream;
    private final URI server;
    private final Map<String, String> settings;
    private Child node;
    private Duration startTook = Duration.ZERO;

    Rig(Path home) throws IOException, InterruptedException {
        this.home = home;
        this.data = Files.createTempDirectory("jarvis-bench");
        this.sandbox = startSandbox(home);
        this.upstream = URI.create(sandbox.awaitReady(START));
        this.server = URI.create("http://localhost:" + freePort());
        this.settings = settings();
        this.node = startNode();
    }

    URI upstream() {
        return upstream;
    }

    URI server() {
        return server;
    }

    Duration startTook() {
        return startTook;
    }

    double memoryMegabytes() {
        return Memory.pssMegabytes(node.pid());
    }

    /** Stops the server and starts it again on the same data. */
    void restart() throws IOException, InterruptedException {
        node.close();
        node = startNode();
    }

    /** @return an API key of a fresh observatory with a connected X account */
    String connectedKey() throws IOException, InterruptedException {
        Path password = Files.writeString(data.resolve("password"), PASSWORD);
        String made = Setup.run(
                home,
                settings,
                "--email",
                EMAIL,
                "--observatory",
                "Bench",
                "--password-file",
                password.toString(),
                "--json");
        String key = JsonMapper.shared().readTree(made).path("apiKey").asString();
        new Api(server, key).connectX(Credentials.x("acme_labs"));
        return key;
    }

    /** Who was set up by {@link #connectedKey}. */
    Person superadmin() throws IOException, InterruptedException {
        return Person.signIn(server, EMAIL, PASSWORD);
    }

    /** Of the server. */
    String lastWords() {
        return node.lastWords();
    }

    /** The server, with its database, and the upstream. */
    List<Long> processes() {
        return List.of(node.pid(), sandbox.pid());
    }

    /** It remembers every post and effect, so it gets the room for all of them: its collector must not stand in what is measured. */
    static Child startSandbox(Path home) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Child.start(
                List.of(
                        java,
                        "-Xms1g",
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.jarvis.sandbox.Main",
                        "--port",
                        "0",
                        "--ledger",
                        "1000"),
                Map.of(),
                home,
                Pattern.compile("sandbox ready at (\\S+)"));
    }

    private Child startNode() throws IOException, InterruptedException {
        long before = System.nanoTime();
        Child child = Child.start(
                List.of(home.resolve("jarvis").toString()), settings, home, Pattern.compile("^Jarvis is at (\\S+)"));
        child.awaitReady(START);
        startTook = Duration.ofNanos(System.nanoTime() - before);
        return child;
    }

    private Map<String, String> settings() {
        Map<String, String> all = new HashMap<>();
        all.put("JARVIS_DATA", data.toString());
        all.put("JARVIS_PORT", String.valueOf(server.getPort()));
        all.put("JARVIS_MANAGEMENT_PORT", "0");
        all.put("JARVIS_EGRESS_ALLOW", "127.0.0.1:" + upstream.getPort());
        all.put("JARVIS_CONNECTORS_TWITTER_ENDPOINTS_API", upstream + "/x");
        return all;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        node.close();
        sandbox.close();
        Folder.delete(data);
    }
}
