package dev.jarvis.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Several nodes on one database, each a process of its own, beside one JVM of stand-in platforms. Everything is started as
 * anybody would, through the launcher, and ends with {@link #close}.
 */
final class Cluster implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final String EMAIL = "rig@jarvis.test";
    private static final String PASSWORD = "correct horse battery staple";

    private final Path home;
    private final Path data;
    private final Child sandbox;
    private final ClusterDatabase database;
    private @Nullable Disk disk;
    private final URI upstream;
    private final Map<String, String> shared = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Future<?>> starts = new CopyOnWriteArrayList<>();

    /** @param diskMegabytes of a disk that its database has for itself, for which one must be root; 0 for none */
    Cluster(Path home, int size, int diskMegabytes) throws IOException, InterruptedException {
        this.home = home;
        this.data = Files.createTempDirectory("jarvis-cluster");
        Files.setPosixFilePermissions(
                data, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x")); // the database's account
        this.sandbox = Rig.startSandbox(home);
        this.upstream = URI.create(sandbox.awaitReady(START));
        Path place = Files.createDirectory(data.resolve("database"));
        if (diskMegabytes > 0) disk = Disk.mount(place, diskMegabytes);
        this.database = new ClusterDatabase(home, place, disk);
        settings();
        for (int i = 0; i < size; i++) nodes.add(new Node(i));
        nodes.getFirst().start(); // migrates, alone
        startTheOthers();
    }

    List<Node> nodes() {
        return nodes;
    }

    URI upstream() {
        return upstream;
    }

    Node anyNode(Random random) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    /** Does not wait until it is ready. */
    void startMeanwhile(Node node) {
        FutureTask<Void> start = new FutureTask<>(() -> {
            node.start();
            return null;
        });
        starts.add(start);
        Thread.ofPlatform().daemon().start(start);
    }

    /** Waits for {@link #startMeanwhile}. @throws ExecutionException when a node did not start */
    void awaitStarts() throws InterruptedException, ExecutionException {
        for (Future<?> start : starts) start.get();
    }

    ClusterDatabase database() {
        return database;
    }

    /** @return {@code {userId, observatoryId, apiKey}} of a fresh observatory */
    JsonNode setUp() throws IOException, InterruptedException {
        Path password = Files.writeString(data.resolve("password"), PASSWORD);
        String made = Setup.run(
                home,
                nodes.getFirst().settings(),
                "--email",
                EMAIL,
                "--observatory",
                "Rig",
                "--password-file",
                password.toString(),
                "--json");
        return JsonMapper.shared().readTree(made);
    }

    /** After a {@link #setUp} of its own. */
    Person superadmin() throws IOException, InterruptedException {
        setUp();
        return Person.signIn(nodes.getFirst().address(), EMAIL, PASSWORD);
    }

    private void settings() {
        byte[] master = new byte[32];
        new SecureRandom().nextBytes(master);
        shared.put("JARVIS_DATABASE_URL", database.url());
        shared.put("JARVIS_MASTER_KEY", Base64.getEncoder().encodeToString(master));
        shared.put("JARVIS_MANAGEMENT_PORT", "0");
        shared.put("JARVIS_EGRESS_ALLOW", "127.0.0.1:" + upstream.getPort());
        shared.put("JARVIS_CONNECTORS_TWITTER_ENDPOINTS_API", upstream + "/x");
    }

    private void startTheOthers() throws IOException, InterruptedException {
        for (Node node : nodes.subList(1, nodes.size())) node.start();
    }

    @Override
    public void close() throws IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ends = new ArrayList<>();
            for (Node node : nodes) ends.add(threads.submit(node::end));
            for (Future<?> end : ends) end.state();
        }
        database.close();
        if (disk != null) disk.close();
        sandbox.close();
        Folder.delete(data);
    }

    /** One server process; keeps its address through every restart. */
    final class Node {
        private final int number;
        private final URI address;
        private volatile @Nullable Child process;

        private Node(int number) throws IOException {
            this.number = number;
            try (ServerSocket socket = new ServerSocket(0)) {
                this.address = URI.create("http://localhost:" + socket.getLocalPort());
            }
        }

        URI address() {
            return address;
        }

        Map<String, String> settings() {
            Map<String, String> own = new HashMap<>(shared);
            own.put("JARVIS_DATA", data.resolve("node-" + number).toString());
            own.put("JARVIS_PORT", String.valueOf(address.getPort()));
            return own;
        }

        void start() throws IOException, InterruptedException {
            Child child = Child.start(
                    List.of(home.resolve("jarvis").toString()),
                    settings(),
                    home,
                    Pattern.compile("^Jarvis is at (\\S+)"));
            process = child;
            child.awaitReady(START);
        }

        /** As a power cut would: no signal that it could catch. */
        void kill() {
            if (process != null) process.kill();
        }

        /** Lets it do nothing for a while, and then go on as if no time had passed. */
        void freeze(Duration time) throws IOException, InterruptedException {
            if (process != null) process.freeze(time);
        }

        /** Asks it to end and waits. @throws IllegalStateException when it takes longer */
        void stop(Duration patience) throws InterruptedException {
            if (process != null) process.stop(patience);
        }

        private void end() {
            if (process != null) process.close();
        }
    }
}
