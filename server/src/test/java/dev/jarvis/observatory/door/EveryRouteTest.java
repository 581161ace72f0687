package dev.jarvis.observatory.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.User;
import dev.jarvis.observatory.Who;
import dev.jarvis.observatory.console.ConsoleToken;
import dev.jarvis.platform.db.DataDirectory;
import dev.jarvis.platform.db.TestDatabase;
import dev.jarvis.platform.web.CappedBody;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bad input at every route there is: the rows come from the authorisation table and the bodies from the interface's own
 * document, so a new route is covered by being declared. Each refusal is a problem document with a stable code and the
 * field's name; none shows anything of the inside, and none leaves anything written.
 */
@SharedServerTest
class EveryRouteTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern INSIDE = Pattern.compile(
            "Exception|Error:|\\tat |org\\.springframework|dev\\.jarvis|java\\.(lang|util)|PSQL|SQLSTATE|select |insert ");

    /** What the server writes by itself, or about who calls. */
    private static final Set<String> RESTLESS = Set.of(
            "duties",
            "nodes",
            "sealing",
            "activity_seals",
            "activity_anchors",
            "sessions",
            "known_devices",
            "guesses",
            "passkey_challenges",
            "api_keys",
            "work",
            "instance");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private AuthorisationTable table;

    @Autowired
    private TestDatabase database;

    private World world;
    private ObservatoryId observatory;
    private User superadmin;
    private Caller caller;
    private JsonNode document;

    @BeforeEach
    void build() {
        world = new World(context);
        observatory = world.observatory();
        superadmin = world.superadmin();
        world.join(observatory, superadmin.id(), Role.OWNER);
        caller = world.provenBrowser(superadmin);
        document = caller.get("/api/openapi.json").json();
    }

    @Test
    void refusesABodyThatIsNotWhatTheRouteTakesAndWritesNothing() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Route route : inOrder()) {
            if (!takesJson(route)) continue;
            Map<String, Long> before = rows();
            for (String body : bodies(route)) check(route, body, send(route, body), wrong);
            if (!rows().equals(before)) wrong.add(route + " wrote something");
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void namesTheFieldOfEachPropertyOfTheWrongKind() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Route route : inOrder()) {
            ObjectNode body = example(route);
            for (String property : body.propertyNames().stream().toList()) {
                ObjectNode mistaken = JSON.createObjectNode(); // the first mistake is told, so it comes first
                mistaken.set(
                        property,
                        body.path(property).isArray()
                                ? JSON.createObjectNode()
                                : JSON.createArrayNode().add(JSON.createArrayNode()));
                body.properties().forEach(other -> mistaken.putIfAbsent(other.getKey(), other.getValue()));
                Caller.Answer answer = send(route, mistaken.toString());
                String fields =
                        answer.status() == 400 ? answer.json().path("errors").toString() : "";
                if (!fields.contains("\"" + property))
                    wrong.add(route + " " + property + ": " + answer.status() + answer.body());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void answersOddValuesOfTheRightKindAndNeverWithAFault() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Route route : inOrder()) {
            ObjectNode example = example(route);
            for (String property : example.propertyNames().stream().toList()) {
                JsonNode usual = example.path(property);
                String odd =
                        usual.isArray() ? "[null]" : usual.isNumber() ? "1e30" : usual.isString() ? "\"\"" : "null";
                ObjectNode body = example.deepCopy();
                body.set(property, JSON.readTree(odd));
                Caller.Answer answer = send(route, body.toString());
                if (answer.status() >= 500 || tells(answer))
                    wrong.add(
                            "%s with %s: %s is %d %s".formatted(route, property, odd, answer.status(), answer.body()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void takesNoOtherContentTypeAndNoBodyThatIsTooLarge() throws IOException {
        List<String> wrong = new ArrayList<>();
        String large = "{\"x\":\"" + "a".repeat((int) CappedBody.USUAL) + "\"}";
        for (Route route : inOrder()) {
            if (!takesJson(route)) continue;
            for (String type : List.of("text/plain", "multipart/form-data; boundary=x", "application/xml"))
                if (send(entitled(route).with("Content-Type", type), route, "{}")
                                .status()
                        != 415) wrong.add(route + " takes " + type);
            if (route.mostBytes() == CappedBody.USUAL && send(route, large).status() != 413)
                wrong.add(route + " takes a megabyte and more");
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void answersAnIdThatIsNoneOrNobodysWithAProblem() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Route route : inOrder()) {
            if (!route.pattern().contains("{") || route.pattern().contains("{platform}")) continue;
            for (String id : List.of(
                    "not-an-id",
                    UUID.randomUUID().toString(),
                    "00000000-0000-0000-0000-000000000000",
                    "1",
                    "%27",
                    "a".repeat(300))) {
                Caller.Answer answer = entitled(route)
                        .send(
                                route.method().name(),
                                path(route, id).replace(observatory.toString(), id),
                                writing(route));
                if (answer.status() < 400
                        || answer.status() >= 500
                        || answer.code().isEmpty()
                        || tells(answer))
                    wrong.add(route + " with " + id + ": " + answer.status() + " " + answer.body());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void answersQueriesThatMakeNoSenseWithAProblem() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Route route : inOrder()) {
            for (JsonNode parameter : operation(route).path("parameters")) {
                if (!parameter.path("in").asString().equals("query")) continue;
                String kind = parameter.at("/schema/type").asString("");
                for (String value : kind.equals("string")
                        ? List.of("%00", "%ff", "a".repeat(5_000), "-999999999-01-01T00:00:00Z")
                        : List.of("many", "-1", "%5B%5D", "")) {
                    String query = "?" + parameter.path("name").asString() + "=" + value;
                    Caller.Answer answer =
                            entitled(route).send(route.method().name(), path(route, id()) + query, writing(route));
                    if (answer.status() >= 500 || tells(answer)) wrong.add(route + query + ": " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void letsNobodyInWithATokenThatIsNone() {
        List<String> wrong = new ArrayList<>();
        for (Route route : inOrder()) {
            if (route.who() instanceof Who.Anyone || route.who() instanceof Who.CommandLine) continue;
            for (String token : List.of(
                    "Bearer jrv_broken",
                    "Bearer ",
                    "Bearer",
                    "bearer a b",
                    "Basic YTpi",
                    "Bearer " + "x".repeat(5_000),
                    "Console x")) {
                Caller.Answer answer = send(world.stranger().with("Authorization", token), route, writing(route));
                if ((answer.status() != 401 && answer.status() != 403)
                        || answer.code().isEmpty()
                        || tells(answer))
                    wrong.add(route + " with '" + token.substring(0, Math.min(20, token.length())) + "': "
                            + answer.status() + answer.body());
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void check(Route route, String body, Caller.Answer answer, List<String> wrong) {
        boolean refused = answer.status() >= 400 && answer.status() < 500;
        boolean door = answer.status() == 403; // needs a step-up first: the body was not looked at
        boolean named = answer.status() != 400
                || answer.code().equals("bad-json")
                || answer.json()
                        .path("errors")
                        .valueStream()
                        .anyMatch(error -> !error.path("field").asString().isBlank());
        if (!refused || answer.code().isEmpty() || tells(answer) || !(named || door))
            wrong.add("%s with %s: %s %s".formatted(route, body, answer.status(), answer.body()));
    }

    private static boolean tells(Caller.Answer answer) {
        return answer.status() >= 400 && INSIDE.matcher(answer.body()).find();
    }

    private List<String> bodies(Route route) {
        List<String> bodies = new ArrayList<>(
                List.of("[]", "7", "\"text\"", "{", "{} {}", "{\"a\":1,\"a\":2}", "\u0000", "{\"zz\":{\"zz\":[{}]}}"));
        if (requiresBody(route)) bodies.addAll(List.of("null", ""));
        ObjectNode example = example(route);
        if (!example.isEmpty())
            bodies.add(example.deepCopy().put("zz-unknown", true).toString());
        return bodies;
    }

    /** Each property with a value of its kind; too odd to be let through where anything is checked. */
    private ObjectNode example(Route route) {
        ObjectNode example = JSON.createObjectNode();
        schema(route).path("properties").properties().stream()
                .filter(property -> isOfOneKind(property.getValue()))
                .forEach(property -> example.set(property.getKey(), value(property.getValue())));
        return example;
    }

    /** What takes any JSON cannot be given the wrong kind. */
    private boolean isOfOneKind(JsonNode schema) {
        JsonNode real = resolved(schema);
        return real.has("type") || real.has("enum");
    }

    private JsonNode value(JsonNode schema) {
        JsonNode real = resolved(schema);
        if (real.path("enum").isArray()) return real.path("enum").get(0);
        return switch (real.path("type").asString("object")) {
            case "string" -> JSON.getNodeFactory().stringNode("x");
            case "integer", "number" -> JSON.getNodeFactory().numberNode(1);
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "array" -> JSON.createArrayNode();
            default -> JSON.createObjectNode();
        };
    }

    private JsonNode schema(Route route) {
        return resolved(operation(route).at("/requestBody/content/application~1json/schema"));
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    private JsonNode operation(Route route) {
        return document.path("paths")
                .path(route.pattern())
                .path(route.method().name().toLowerCase(java.util.Locale.ROOT));
    }

    /** A webhook is taken as its sender writes it. */
    private boolean takesJson(Route route) {
        return !route.pattern().startsWith("/hooks/")
                && operation(route).at("/requestBody/content").has("application/json");
    }

    private boolean requiresBody(Route route) {
        return operation(route).at("/requestBody/required").asBoolean(false);
    }

    private Caller.Answer send(Route route, String body) throws IOException {
        return send(entitled(route), route, body);
    }

    private Caller.Answer send(Caller by, Route route, String body) {
        return by.send(route.method().name(), path(route, id()), body);
    }

    private Caller entitled(Route route) throws IOException {
        return switch (route.who()) {
            case Who.CommandLine() -> world.stranger().with("Authorization", "Console " + consoleToken());
            case Who.Anyone _ -> world.stranger();
            default -> caller;
        };
    }

    private String consoleToken() throws IOException {
        return Files.readString(world.bean(DataDirectory.class).path().resolve(ConsoleToken.FILE))
                .split(" ")[1];
    }

    private static String writing(Route route) {
        return route.method() == HttpMethod.GET || route.method() == HttpMethod.DELETE ? null : "{}";
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private String path(Route route, String id) {
        return route.pattern()
                .replace("{observatory}", observatory.toString())
                .replace("{platform}", "twitter")
                .replace("{action}", "tweet")
                .replaceAll("\\{[^}]+}", Matcher.quoteReplacement(id));
    }

    /** Signing out ends the caller, so it comes last. */
    private List<Route> inOrder() {
        return table.rows().stream()
                .filter(route -> !route.pattern().endsWith("/stream"))
                .filter(route -> !route.pattern().endsWith("sign-out"))
                .sorted(Comparator.comparing(Route::toString))
                .toList();
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        JdbcClient superuser = JdbcClient.create(database.superuserDataSource());
        for (String name : superuser.sql("""
                        select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                          and not relispartition""").query(String.class).list()) {
            if (!RESTLESS.contains(name))
                rows.put(
                        name,
                        superuser
                                .sql("select coalesce(sum(('x' || md5(t::text))::bit(32)::bigint), 0)::bigint from %s t"
                                        .formatted(name))
                                .query(Long.class)
                                .single());
        }
        return rows;
    }
}
