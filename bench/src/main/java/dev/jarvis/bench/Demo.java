package dev.jarvis.bench;

import dev.jarvis.sandbox.Credentials;
import dev.jarvis.sandbox.Endpoints;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.SandboxOptions;
import dev.jarvis.sandbox.x.OAuth1Keys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole product without any vendor account: {@code ./jarvis demo}. The same server, in a data folder of its own, against
 * stand-ins for X and Google, with an example observatory that has an X account and a few posts.
 */
public final class Demo {
    private static final String EMAIL = "demo@jarvis.test";
    private static final String PASSWORD = "demo demo demo demo";
    private static final String ACCOUNT = "acme_labs";
    private static final String OBSERVATORY = "Acme (demo)";
    private static final int USUAL_PORT = 3001;
    private static final Duration START = Duration.ofMinutes(5);
    private final Path home;
    private final int port;

    private Demo(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    /** @param arguments the project's folder */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Demo(Path.of(arguments[0]), port(System.getenv("JARVIS_PORT"))).run();
    }

    /** The wanted one, or the usual one, or a free one where a Jarvis has that already: both can run side by side. */
    private static int port(@Nullable String wanted) throws IOException {
        if (wanted == null) return isFree(USUAL_PORT) ? USUAL_PORT : free();
        if (!wanted.matches("\\d{1,5}")) throw new IOException("JARVIS_PORT is \"" + wanted + "\", which is no port.");
        return wanted.equals("0") ? free() : Integer.parseInt(wanted);
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private void run() throws IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
                Child server = Child.start(
                        List.of(home.resolve("jarvis").toString()),
                        settings(sandbox),
                        home,
                        Pattern.compile("^Jarvis is at (\\S+)"))) {
            sandbox.register(redirects());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            System.out.println("Starting the demo ...");
            String address = server.awaitReady(START);
            if (Setup.isNeeded(URI.create(address))) fill(address, sandbox);
            System.out.printf(
                    "The demo is at %s%nSign in as %s with the password: %s%nThe stand-in platforms are at %s; Ctrl-C ends both.%n",
                    address, EMAIL, PASSWORD, sandbox.baseUri());
            new CountDownLatch(1).await();
        }
    }

    private void fill(String address, Sandbox sandbox) throws IOException, InterruptedException {
        Path password = Files.createTempFile("jarvis-demo", ".password");
        Files.writeString(password, PASSWORD);
        String key = JsonMapper.shared()
                .readTree(Setup.run(
                        home,
                        settings(sandbox),
                        "--email",
                        EMAIL,
                        "--observatory",
                        OBSERVATORY,
                        "--password-file",
                        password.toString(),
                        "--json"))
                .path("apiKey")
                .asString();
        Files.delete(password);
        Api api = new Api(URI.create(address), key);
        System.out.printf(
                "A key for programs, shown this once: %s%nAnother: JARVIS_DATA_NAME=data/demo JARVIS_PORT=%d ./jarvis key create --observatory \"%s\"%nThe three curls of the README work with it, at %s: the four keys of an X account are set here.%n",
                key, port, OBSERVATORY, address);
        api.connectX(Credentials.x(ACCOUNT));
        for (String text :
                List.of("We are open again.", "New in the workshop: anvils that fold.", "Grüße aus der Schmiede!"))
            api.post("/api/twitter/tweet", Map.of("text", text));
    }

    private Map<String, String> settings(Sandbox sandbox) {
        Endpoints at = sandbox.endpoints();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("JARVIS_DATA_NAME", "data/demo");
        all.put("JARVIS_PORT", String.valueOf(port));
        all.put("JARVIS_EGRESS_ALLOW", "127.0.0.1:" + sandbox.baseUri().getPort());
        all.put("JARVIS_CONNECTORS_TWITTER_ENDPOINTS_API", at.xApi());
        all.put("JARVIS_CONNECTORS_TWITTER_ENDPOINTS_AUTHORIZATION", at.xAuthorization());
        all.put("JARVIS_CONNECTORS_TWITTER_ENDPOINTS_TOKEN", at.xToken());
        all.put("JARVIS_CONNECTORS_TWITTER_ENDPOINTS_REVOCATION", at.xRevocation());
        all.put("JARVIS_CONNECTORS_GMAIL_ENDPOINTS_API", at.gmailApi());
        all.put("JARVIS_CONNECTORS_GMAIL_ENDPOINTS_AUTHORIZATION", at.googleAuthorization());
        all.put("JARVIS_CONNECTORS_GMAIL_ENDPOINTS_TOKEN", at.googleToken());
        all.put("JARVIS_CONNECTORS_GMAIL_ENDPOINTS_REVOCATION", at.googleRevocation());
        OAuth1Keys keys = Credentials.x(ACCOUNT);
        all.put("TWITTER_API_KEY", keys.apiKey());
        all.put("TWITTER_API_SECRET", keys.apiSecret());
        all.put("TWITTER_ACCESS_TOKEN", keys.accessToken());
        all.put("TWITTER_ACCESS_TOKEN_SECRET", keys.accessTokenSecret());
        all.put("TWITTER_CLIENT_ID", Credentials.X_CLIENT_ID);
        all.put("TWITTER_CLIENT_SECRET", Credentials.X_CLIENT_SECRET);
        all.put("GMAIL_CLIENT_ID", Credentials.GOOGLE_CLIENT_ID);
        all.put("GMAIL_CLIENT_SECRET", Credentials.GOOGLE_CLIENT_SECRET);
        return all;
    }

    private Set<String> redirects() {
        return Set.of(
                "http://localhost:%d/api/integrations/twitter/callback".formatted(port),
                "http://127.0.0.1:%d/api/integrations/twitter/callback".formatted(port),
                "http://localhost:%d/api/integrations/gmail/callback".formatted(port),
                "http://127.0.0.1:%d/api/integrations/gmail/callback".formatted(port));
    }
}
