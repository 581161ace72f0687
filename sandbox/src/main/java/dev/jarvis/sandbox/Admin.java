package dev.jarvis.sandbox;

import dev.jarvis.sandbox.fault.FaultJson;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.sandbox.http.Answer;
import dev.jarvis.sandbox.http.Call;
import dev.jarvis.sandbox.http.Handler;
import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Refusal;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import dev.jarvis.sandbox.http.Router;
import dev.jarvis.sandbox.ledger.LedgerEntry;
import dev.jarvis.sandbox.oauth.AuthorizationServer;
import dev.jarvis.sandbox.oauth.OAuthClient;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox's own routes below {@code /_sandbox}, for programs that do not run in its JVM. */
final class Admin implements Handler {

    private final Sandbox sandbox;
    private final Router router = new Router();

    Admin(Sandbox sandbox) {
        this.sandbox = sandbox;
        router.route("GET", "/ledger", this::entries)
                .route("DELETE", "/ledger", call -> done(sandbox.ledger()::reset))
                .route("GET", "/effects", this::effects)
                .route("GET", "/count", this::count)
                .route("GET", "/faults", call -> faults())
                .route("POST", "/faults", this::addFault)
                .route("DELETE", "/faults", call -> done(sandbox.faults()::clear))
                .route("POST", "/clients", this::addClient)
                .route("POST", "/clock", this::moveClock)
                .route("POST", "/limits", this::limit)
                .route("POST", "/lifetimes", this::lifetime);
    }

    @Override
    public Answer answer(Request request) {
        try {
            return router.answer(request);
        } catch (IllegalArgumentException | DateTimeException e) {
            return Reply.json(400, Json.object().put("error", String.valueOf(e.getMessage())));
        }
    }

    /** {@code ?method=&path=&after=&limit=}: entries with a higher number than {@code after}, oldest first. */
    private Reply entries(Call call) {
        Parameters asked = call.request().parameters();
        long after = Long.parseLong(asked.first("after", "0"));
        String method = asked.first("method", "");
        String path = asked.first("path", "");
        List<LedgerEntry> found = sandbox.ledger()
                .entries(entry -> entry.number() > after
                        && (method.isEmpty() || entry.method().equals(method))
                        && (path.isEmpty() || entry.path().equals(path)));
        ArrayNode list = Json.array();
        found.stream()
                .limit(Long.parseLong(asked.first("limit", "1000")))
                .map(Admin::entry)
                .forEach(list::add);
        return Reply.json(
                200, Json.object().put("received", sandbox.ledger().received()).set("entries", list));
    }

    private static ObjectNode entry(LedgerEntry entry) {
        Request request = entry.request();
        ObjectNode json = Json.object()
                .put("number", entry.number())
                .put("at", entry.at().toString())
                .put("account", entry.account())
                .put("method", request.method())
                .put("path", request.path())
                .put("query", request.query())
                .put("body", request.text())
                .put("bodyBase64", Base64.getEncoder().encodeToString(request.body()));
        ArrayNode headers = json.putArray("headers");
        request.headers()
                .all()
                .forEach(header ->
                        headers.add(Json.object().put("name", header.name()).put("value", header.value())));
        return json;
    }

    /** {@code ?since=}: those applied for the first time at this moment (RFC 3339) or later; without it all. */
    private Reply effects(Call call) {
        Instant since = Instant.parse(call.request().parameters().first("since", Instant.EPOCH.toString()));
        ArrayNode list = Json.array();
        sandbox.ledger().effects().forEach((effect, applied) -> {
            if (!applied.first().isBefore(since))
                list.add(Json.object()
                        .put("kind", effect.kind())
                        .put("marker", effect.marker())
                        .put("times", applied.times())
                        .put("first", applied.first().toString()));
        });
        return Reply.json(200, Json.object().set("effects", list));
    }

    private Reply faults() {
        ArrayNode list = Json.array();
        for (FaultRule rule : sandbox.faults().inForce()) {
            list.add(rule.toString());
        }
        return Reply.json(200, Json.object().set("faults", list));
    }

    private Reply addFault(Call call) {
        FaultRule rule = FaultJson.read(call.request().json());
        return done(() -> sandbox.faults().add(rule));
    }

    /** {@code {"server":"x|google|openid","client_id","client_secret","redirect_uris":[]}} */
    private Reply addClient(Call call) {
        JsonNode json = call.request().json();
        Set<String> redirects = new HashSet<>();
        json.path("redirect_uris").forEach(uri -> redirects.add(uri.asString("")));
        String secret = Json.text(json, "client_secret", "");
        OAuthClient client =
                new OAuthClient(Json.text(json, "client_id", ""), secret.isEmpty() ? null : secret, redirects);
        AuthorizationServer server = server(json);
        return done(() -> server.register(client));
    }

    private Reply moveClock(Call call) {
        Duration by = Duration.ofSeconds(seconds(call));
        return done(() -> sandbox.clock().advance(by));
    }

    /** How many requests came: {@code ?method=POST&path=/effects/n}. */
    private Reply count(Call call) {
        var asked = call.request().parameters();
        long count = sandbox.ledger().count(asked.first("method", "GET"), asked.first("path", "/"));
        return Reply.json(200, Json.object().put("count", count));
    }

    /** {@code {"route":"POST /2/tweets","calls":5}} */
    private Reply limit(Call call) {
        JsonNode json = call.request().json();
        String route = Json.text(json, "route", "");
        int calls = json.path("calls").asInt(0);
        return done(() -> sandbox.x().limit(route, calls));
    }

    /** {@code {"server":"x|google|openid","seconds":60}} */
    private Reply lifetime(Call call) {
        AuthorizationServer server = server(call.request().json());
        Duration lifetime = Duration.ofSeconds(seconds(call));
        return done(() -> server.accessTokenLifetime(lifetime));
    }

    private AuthorizationServer server(JsonNode json) {
        String name = Json.text(json, "server", "");
        return switch (name) {
            case "x" -> sandbox.xAuthorization();
            case "google" -> sandbox.google();
            case "openid" -> sandbox.openId();
            default -> throw new IllegalArgumentException("server is \"" + name + "\", not x, google or openid");
        };
    }

    private static long seconds(Call call) {
        JsonNode seconds = call.request().json().path("seconds");
        if (!seconds.isIntegralNumber()) {
            throw new Refusal(Reply.json(400, Json.object().put("error", "seconds is missing or no whole number")));
        }
        return seconds.asLong();
    }

    private static Reply done(Runnable act) {
        act.run();
        return Reply.empty(204);
    }
}
