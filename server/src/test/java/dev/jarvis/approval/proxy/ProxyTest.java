package dev.jarvis.approval.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.TestDatabase;
import dev.jarvis.sandbox.Credentials;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.World;
import dev.jarvis.testing.XKeys;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/** The proxy, uploads and the limits of a platform, against the sandbox's X. */
@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyTest {
    private static final String ME = "/2/users/me";

    /** One pixel, and a word that is looked for in the database. */
    private static final byte[] IMAGE =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7a2FuYXJpZW52b2dlbA==");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Sandbox sandbox;

    @Autowired
    private TestDatabase database;

    private World world;
    private ObservatoryId observatory;
    private Caller owner;
    private Caller stranger;
    private String connection;
    private String proxy;

    @BeforeAll
    void connect() {
        world = new World(context);
        observatory = world.observatory();
        owner = world.member(observatory, Role.OWNER);
        stranger = world.member(world.observatory(), Role.OWNER);
        connection = XKeys.connect(owner, "acme_labs");
        proxy = "/api/proxy/" + connection;
    }

    @AfterEach
    void mend() {
        sandbox.faults().clear();
    }

    @Test
    void passesACallOnWithTheTokenPlacedAndLogsIt() {
        Caller.Answer me = owner.get(proxy + ME + "?user.fields=description");
        assertThat(me.status()).as(me.body()).isEqualTo(200);
        assertThat(me.text("/data/username")).isEqualTo("acme_labs");
        Caller.Answer posted = owner.post(proxy + "/2/tweets", Map.of("text", "Through the proxy"));
        assertThat(posted.status()).as(posted.body()).isEqualTo(201);
        assertThat(sandbox.ledger().timesApplied("x.post", "Through the proxy")).isOne();
        String call = posted.headers().firstValue("Jarvis-Call-Id").orElseThrow();
        assertThat(owner.get("/api/calls/" + call).text("/state")).isEqualTo("done");
        assertThat(owner.get("/api/integrations/activity").body()).contains("twitter/relay-post", "POST /2/tweets");
        assertThat(me.body() + posted.body()).doesNotContain(Credentials.X_API_SECRET);
    }

    @Test
    void answersThePlatformsRefusalAsAProblemWithItsStatus() {
        Caller.Answer missing = owner.get(proxy + "/2/nothing/here");
        assertThat(missing.code()).isEqualTo("platform-not-found");
        assertThat(missing.text("/platformStatus")).isEqualTo("404");
    }

    @Test
    void leadsNowhereElse() {
        long before = sandbox.ledger().received();
        for (String path : List.of("//evil.example/", "/../x", "/%2e%2e/x", "/a;b", "/x%2f..%2fy"))
            assertThat(owner.get(proxy + path).status()).as(path).isEqualTo(400);
        assertThat(owner.with("Host", null).get(proxy + "/@evil.example/").status())
                .isGreaterThanOrEqualTo(400);
        assertThat(sandbox.ledger().entries().stream()
                        .skip(before)
                        .map(entry -> entry.path())
                        .toList())
                .allMatch(path -> path.startsWith("/x/"));
    }

    @Test
    void isForThoseWhoMayActWithThisConnection() {
        Caller.Answer foreign = stranger.get(proxy + ME);
        Caller.Answer unknown = stranger.get("/api/proxy/" + UUID.randomUUID() + ME);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(world.member(observatory, Role.APPROVER).get(proxy + ME).code())
                .isEqualTo("role-too-low");
    }

    @Test
    void postsAnUploadedImageAndKeepsNothingOfItInTheClear() {
        Caller.Answer uploaded = owner.with("Content-Type", "image/gif")
                .send(
                        "POST",
                        "/api/uploads?name=dot.gif",
                        new String(IMAGE, java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(201);
        String id = uploaded.text("/id");
        Map<String, ?> file = Map.of("name", "dot.gif", "mediaType", "image/gif", "upload", id);
        Caller.Answer posted = owner.post(
                "/api/twitter/tweet", Map.of("text", "With a picture", "media", List.of(Map.of("file", file))));
        assertThat(posted.status()).as(posted.body()).isEqualTo(201);
        String stored = String.join(
                "",
                JdbcClient.create(database.superuserDataSource())
                        .sql("select encode(sealed, 'escape') from upload_pieces")
                        .query(String.class)
                        .list());
        assertThat(stored).isNotEmpty().doesNotContain("kanarienvogel", "GIF89a");
        assertThat(stranger.get("/api/uploads/" + id).body())
                .isEqualTo(stranger.get("/api/uploads/" + UUID.randomUUID()).body());
        assertThat(owner.delete("/api/uploads/" + id).status()).isEqualTo(204);
        Caller.Answer gone =
                owner.post("/api/twitter/tweet", Map.of("text", "Without one", "media", List.of(Map.of("file", file))));
        assertThat(gone.code()).isEqualTo("platform-rejected");
        assertThat(sandbox.ledger().timesApplied("x.post", "Without one")).isZero();
    }

    @Test
    void refusesAnUploadThatIsNoFile() {
        assertThat(owner.with("Content-Type", "image/gif")
                        .send("POST", "/api/uploads?name=../x.gif", "x")
                        .text("/errors/0/field"))
                .isEqualTo("name");
        assertThat(owner.with("Content-Type", "image/gif")
                        .send("POST", "/api/uploads", "x")
                        .text("/errors/0/field"))
                .isEqualTo("name");
        assertThat(owner.with("Content-Type", "multipart/form-data; boundary=b")
                        .send("POST", "/api/uploads?name=x", "x")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void sendsNothingBeforeTheTimeThatThePlatformAnnounced() {
        String other = XKeys.connect(owner, "acme_support");
        sandbox.faults().add(FaultRule.next("GET", "/x" + ME, new Fault.Status(429, "application/json", "{}")));
        assertThat(owner.get("/api/proxy/" + other + ME).status()).isEqualTo(429);
        long asked = sandbox.ledger().count("GET", "/x" + ME);
        Caller.Answer early = owner.get("/api/proxy/" + other + ME);
        assertThat(early.status()).as(early.body()).isEqualTo(429);
        assertThat(early.code()).isEqualTo("platform-rate-limited");
        assertThat(Integer.parseInt(early.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 31);
        assertThat(sandbox.ledger().count("GET", "/x" + ME))
                .as("nothing was sent")
                .isEqualTo(asked);
        assertThat(owner.get(proxy + ME).status())
                .as("another account has its own limit")
                .isEqualTo(200);
    }
}
