package dev.jarvis.sandbox.fault;

import dev.jarvis.sandbox.http.Json;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fault rules as JSON, for programs that are not in this JVM. */
public final class FaultJson {

    private FaultJson() {}

    /**
     * Reads {@code {"method","path","fault","times","probability","seed","afterEffect", ...}} with the fault's own fields
     * beside them: {@code millis}, {@code bytes}, {@code count}, {@code status}, {@code contentType}, {@code body},
     * {@code location}, {@code name}, {@code value}, {@code merge}.
     *
     * @throws IllegalArgumentException naming the field that is wrong
     */
    public static FaultRule read(JsonNode json) {
        return new FaultRule(
                Json.text(json, "method", "*"),
                Json.text(json, "path", ""),
                fault(json),
                json.path("times").asInt(1),
                json.path("probability").asDouble(1),
                json.path("seed").asLong(0),
                json.path("afterEffect").asBoolean(false));
    }

    private static Fault fault(JsonNode json) {
        String name = Json.text(json, "fault", "");
        return switch (name) {
            case "delay" -> new Fault.Delay(millis(json));
            case "close" -> new Fault.Close();
            case "reset" -> new Fault.Reset();
            case "half-close" -> new Fault.HalfClose();
            case "reply-then-close" -> new Fault.ReplyThenClose();
            case "hang" -> new Fault.Hang();
            case "status" ->
                new Fault.Status(
                        json.path("status").asInt(500),
                        Json.text(json, "contentType", "application/json"),
                        Json.text(json, "body", ""));
            case "redirect" -> new Fault.Redirect(json.path("status").asInt(302), Json.text(json, "location", "/"));
            case "header" -> new Fault.ExtraHeader(Json.text(json, "name", "X-Fault"), Json.text(json, "value", ""));
            case "garbage" -> new Fault.Garbage(json.path("bytes").asInt(256));
            case "truncated" -> new Fault.Truncated(json.path("bytes").asInt(1));
            case "huge" -> new Fault.Huge(json.path("bytes").asLong(10_000_000));
            case "gzip-bomb" -> new Fault.GzipBomb(json.path("bytes").asLong(1_000_000_000));
            case "drip" -> new Fault.Drip(millis(json));
            case "broken-chunk" -> new Fault.BrokenChunk();
            case "interim" -> new Fault.Interim(json.path("count").asInt(100));
            case "patch" -> new Fault.Patch(json.path("merge") instanceof ObjectNode merge ? merge : Json.object());
            default -> throw new IllegalArgumentException("fault is \"" + name + "\", which is none of the sandbox's");
        };
    }

    private static Duration millis(JsonNode json) {
        return Duration.ofMillis(json.path("millis").asLong(1000));
    }
}
