package dev.jarvis.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.Standing;
import dev.jarvis.observatory.UserId;
import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.DataDirectory;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.FirstPeople;
import dev.jarvis.testing.ServerTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActivityRoutesTest {
    private static final String LOG = "/api/integrations/activity";

    @LocalServerPort
    private int port;

    @Autowired
    private Links links;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private ActivityLog log;

    @Autowired
    private Standing standing;

    @Autowired
    private DataDirectory data;

    @Autowired
    private JdbcClient jdbc;

    private Caller ada;
    private ObservatoryId here;
    private UserId user;

    @BeforeAll
    void setUp() {
        ada = FirstPeople.ada(port, links, db);
        Caller.Answer me = ada.get("/api/me");
        here = new ObservatoryId(UUID.fromString(me.text("/observatory/id")));
        user = new UserId(UUID.fromString(me.text("/user/id")));
    }

    @Test
    void listsWhatHappenedToAKeyThatMayRead() {
        write("Posted “We are open”");
        Caller robot = new Caller(port).withKey(key("Reader").text("/key"));

        Caller.Answer list = robot.get(LOG + "?type=post&limit=1");
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        assertThat(list.text("/items/0/title")).isEqualTo("Posted “We are open”");
        assertThat(list.text("/items/0/actor/name")).isEqualTo("Ada");
        assertThat(list.text("/items/0/metadata/place")).isEqualTo("here");
        assertThat(list.json().get("items").get(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "at",
                        "type",
                        "action",
                        "title",
                        "description",
                        "metadata",
                        "status",
                        "actor",
                        "consent",
                        "callId",
                        "integrationId",
                        "seq");
        assertThat(new Caller(port).get(LOG).status()).isEqualTo(401);
    }

    @Test
    void logsWhoMayDoWhatFromNowOn() {
        String key = key("Logged").text("/details/id");

        Caller.Answer list = ada.get(LOG + "?type=access&q=Logged");
        assertThat(list.text("/items/0/actor/name"))
                .as("%s of %s", list.body(), key)
                .isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?colour=red",
                "?limit=0",
                "?limit=201",
                "?limit=many",
                "?cursor=x",
                "/export",
                "/export?format=xls",
                "?limit=1&limit=2",
                "?q=%00"
            })
    void answersAMistakeWithTheParametersName(String query) {
        Caller.Answer answer = ada.get(LOG + query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isIn("bad-input", "bad-cursor");
        assertThat(answer.text("/errors/0/field")).isIn("colour", "limit", "cursor", "format", "q");
    }

    @Test
    void exportsBothFormats() {
        write("=1+1");

        Caller.Answer csv = ada.get(LOG + "/export?format=csv");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"activity.csv\"");
        assertThat(csv.body()).contains("\"'=1+1\"");
        Caller.Answer json = ada.get(LOG + "/export?format=json&q=" + "1%2B1");
        assertThat(json.text("/0/title")).isEqualTo("=1+1");
    }

    @Test
    void sendsRowsLiveWithinSecondsAndGoesOnFromTheLastOne() throws Exception {
        String key = key("Listener").text("/key");
        write("First");
        String place = await().until(() -> ada.get(LOG + "?q=First").text("/items/0/seq"), seq -> !seq.isEmpty());
        write("Second");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + LOG + "/stream"))
                .header("Authorization", "Bearer " + key)
                .header("Last-Event-ID", place)
                .build();
        try (HttpClient http = HttpClient.newHttpClient();
                InputStream body = http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            assertThat(readUntil(body, "Second")).contains("event: activity").doesNotContain("First");
            write("Third");
            assertThat(readUntil(body, "Third")).contains("event: activity").doesNotContain("Second");
            body.close();
            http.shutdownNow();
        }
        assertThat(ada.with("Last-Event-ID", "x").get(LOG + "/stream").code()).isEqualTo("bad-input");
    }

    @Test
    void knowsWhenSomebodyWhoWasLetInIsNoLongerWelcome() {
        Caller.Answer made = key("Revoked");
        Principal key = new Principal.Key(
                here,
                UUID.fromString(made.text("/details/id")),
                Principal.Key.Kind.SERVICE,
                user,
                "x",
                Role.VIEWER,
                Set.of());
        assertThat(standing.holds(key)).isTrue();
        assertThat(ada.delete("/api/keys/" + made.text("/details/id")).status()).isLessThan(300);
        assertThat(standing.holds(key)).isFalse();

        Caller other = new Caller(port);
        other.post("/api/auth/sign-in", Map.of("email", "ada@example.com", "password", FirstPeople.PASSWORD));
        UUID session = db.global(this::newestSession);
        Principal person = new Principal.Person(here, user, "Ada", Role.OWNER, session, true, null);
        assertThat(standing.holds(person)).isTrue();
        other.post("/api/auth/sign-out");
        assertThat(standing.holds(person)).isFalse();
    }

    @Test
    void checksTheChainForAReaderAndForTheCommandLine() throws IOException {
        write("Checked");

        Caller.Answer checked = ada.get(LOG + "/verify");
        assertThat(checked.status()).as(checked.body()).isEqualTo(200);
        assertThat(checked.text("/intact")).isEqualTo("true");
        String console = Files.readString(data.path().resolve("console")).split(" ")[1];
        Caller.Answer all =
                new Caller(port).with("Authorization", "Console " + console).post("/api/console/activity/verify");
        assertThat(all.text("/0/observatoryId")).isEqualTo(here.toString());
        assertThat(ada.post("/api/console/activity/verify").status()).isEqualTo(403);
    }

    private UUID newestSession() {
        return jdbc.sql("select id from sessions order by id desc limit 1")
                .query(UUID.class)
                .single();
    }

    private Caller.Answer key(String name) {
        Caller.Answer made =
                FirstPeople.proven(port).post("/api/keys", Map.of("name", name, "role", "viewer", "kind", "service"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private void write(String title) {
        db.inObservatory(here.value(), () -> log.write(Activities.posted(here, title)));
    }

    private static String readUntil(InputStream body, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = body.read();
            if (next < 0) throw new IOException("the stream ended after " + read);
            read.append((char) next);
        }
        return read.toString();
    }
}
