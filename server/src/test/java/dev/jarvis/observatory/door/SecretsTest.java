package dev.jarvis.observatory.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.User;
import dev.jarvis.observatory.Who;
import dev.jarvis.platform.db.DataDirectory;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.TestDatabase;
import dev.jarvis.sandbox.Credentials;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.World;
import dev.jarvis.testing.XKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/**
 * Secrets are put in by every way there is, and then looked for in all rows of all tables, in the database's write-ahead
 * log, in what is printed, in the data directory and in every answer, in several codings (P19 at seconds size).
 */
@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {
    private static final String CLIENT_SECRET = "kanarienvogel-client-9f2c41d7";
    private static final String UPLOADED = "kanarienvogel-upload-51ab77e0";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private AuthorisationTable table;

    @Autowired
    private TestDatabase database;

    private final Map<String, String> secrets = new LinkedHashMap<>();

    @Test
    void leaveNoTraceAnywhere(CapturedOutput printed) throws IOException {
        World world = new World(context);
        User ada = world.superadmin();
        ObservatoryId observatory = world.observatory(ada.id());
        Caller owner = world.provenBrowser(ada);
        String connection = putIn(world, owner);

        List<String> found = new ArrayList<>();
        everyAnswer(world, owner, observatory, connection, found);
        JdbcClient superuser = JdbcClient.create(database.superuserDataSource());
        superuser.sql("checkpoint").update();
        for (String name : superuser
                .sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list())
            look(
                    "table " + name,
                    String.join(
                            "\n",
                            superuser
                                    .sql("select t::text from %s t".formatted(name))
                                    .query(String.class)
                                    .list()),
                    found);
        Path cluster =
                Path.of(superuser.sql("show data_directory").query(String.class).single());
        everyFile(cluster.resolve("pg_wal"), found);
        everyFile(world.bean(DataDirectory.class).path(), found);
        look("what was printed", printed.getAll(), found);
        assertThat(found).isEmpty();
    }

    /** By forms, keys, sign-in, an upload, and a platform that is told. */
    private String putIn(World world, Caller owner) {
        secrets.put("password", World.PASSWORD);
        secrets.put("session", owner.cookie("jarvis"));
        Caller.Answer app = owner.send(
                "PUT",
                "/api/integrations/gmail/app",
                "{\"clientId\":\"public\",\"clientSecret\":\"%s\"}".formatted(CLIENT_SECRET));
        assertThat(app.status()).as(app.body()).isLessThan(300);
        secrets.put("client secret", CLIENT_SECRET);
        String connection = XKeys.connect(owner, "acme_labs");
        secrets.put("X key secret", Credentials.x("acme_labs").apiSecret());
        secrets.put("X token secret", Credentials.x("acme_labs").accessTokenSecret());
        Caller.Answer key = owner.post("/api/keys", Map.of("name", "robot", "kind", "person", "role", "operator"));
        secrets.put("API key", key.text("/key"));
        Caller robot = world.stranger().withKey(key.text("/key"));
        assertThat(robot.post("/api/twitter/tweet", Map.of("text", "Told")).status())
                .isEqualTo(201);
        assertThat(robot.with("Content-Type", "text/plain")
                        .send("POST", "/api/uploads?name=a.txt", UPLOADED)
                        .status())
                .isEqualTo(201);
        secrets.put("upload", UPLOADED);
        Caller.Answer invitation = owner.post("/api/invitations", Map.of("email", "bob@example.com", "role", "viewer"));
        assertThat(invitation.status()).as(invitation.body()).isEqualTo(201);
        String link = invitation.body().replaceAll("(?s).*#([^\"]+)\".*", "$1");
        secrets.put("invitation", link);
        return connection;
    }

    private void everyAnswer(
            World world, Caller owner, ObservatoryId observatory, String connection, List<String> found) {
        List<Caller> callers = List.of(
                owner, world.member(observatory, Role.ADMIN), world.member(observatory, Role.VIEWER), world.stranger());
        for (Route route : table.rows()) {
            if (route.method() != HttpMethod.GET || route.who() instanceof Who.CommandLine) continue;
            String path = route.pattern()
                    .replace("{observatory}", observatory.toString())
                    .replace("{platform}", "gmail")
                    .replace("{*path}", "2/users/me")
                    .replaceAll("\\{[^}]+}", connection);
            for (Caller caller : callers)
                look("GET " + path, caller.get(path.replace("Id}//", "Id}/")).body(), found);
        }
    }

    private void everyFile(Path folder, List<String> found) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("master.key"))
                    .toList()) {
                look(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1), found);
            }
        }
    }

    private void look(String where, String text, List<String> found) {
        secrets.forEach((name, secret) -> {
            for (String form : forms(secret)) if (text.contains(form)) found.add(name + " in " + where);
        });
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return List.of(
                secret,
                secret.substring(0, Math.min(secret.length(), 14)).length() < 14
                        ? secret
                        : secret.substring(secret.length() - 12),
                HexFormat.of().formatHex(bytes),
                base64.substring(0, base64.length() - 1),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
