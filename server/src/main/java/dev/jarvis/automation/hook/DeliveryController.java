package dev.jarvis.automation.hook;

import dev.jarvis.automation.definition.Rules;
import dev.jarvis.automation.run.Accepted;
import dev.jarvis.automation.run.Accepted.BegunRun;
import dev.jarvis.automation.run.Accepted.Result;
import dev.jarvis.automation.run.Arrival;
import dev.jarvis.automation.run.Intake;
import dev.jarvis.platform.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes webhooks in: the raw bytes are verified before anything reads them, and the answer comes after what they begin is
 * committed. With {@code Prefer: wait=10} (RFC 7240) it also waits that many seconds for the runs.
 */
@RestController
final class DeliveryController {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,; ])wait=(\\d{1,3})(?:$|[,; ])");
    private static final long LONGEST_WAIT = 25;

    private final Hooks hooks;
    private final Rules rules;
    private final Intake intake;
    private final JsonMapper json;
    private final InstantSource clock = InstantSource.system();

    DeliveryController(Hooks hooks, Rules rules, Intake intake, JsonMapper json) {
        this.hooks = hooks;
        this.rules = rules;
        this.intake = intake;
        this.json = json;
    }

    /** @param state, output and problem only where it was waited for */
    record WebhookRun(
            UUID id,
            UUID rule,
            @Nullable String state,
            @Nullable JsonNode output,
            @Nullable JsonNode problem) {}

    /** @param duplicate whether it came before; then the runs are those it began then */
    record Delivered(UUID delivery, boolean duplicate, List<WebhookRun> runs) {}

    @PostMapping("/hooks/webhook/{id}")
    ResponseEntity<Delivered> deliver(
            @PathVariable UUID id,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request) {
        OpenHook hook = hooks.open(id);
        byte[] raw = body == null ? new byte[0] : body;
        String key = hook.verify(new Headers(name -> Collections.list(request.getHeaders(name))), raw, clock.instant());
        if (key.length() > 300) throw Problem.badInput("id", "of the delivery must have at most 300 characters");
        String text = text(raw);
        JsonNode trigger = json.createObjectNode()
                .put("hook", id.toString())
                .put("key", key)
                .set("body", parsed(text, String.valueOf(request.getContentType())));
        Accepted accepted = intake.accept(
                new Arrival(hook.observatory(), id, key, text, trigger, rules.startedBy(hook.observatory(), id)));
        return answer(accepted, wait(prefer));
    }

    private static Duration wait(@Nullable String prefer) {
        Matcher wanted = WAIT.matcher(prefer == null ? "" : prefer);
        return Duration.ofSeconds(wanted.find() ? Math.min(LONGEST_WAIT, Long.parseLong(wanted.group(1))) : 0);
    }

    private static ResponseEntity<Delivered> answer(Accepted accepted, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        List<WebhookRun> runs =
                accepted.runs().stream().map(run -> shown(run, end, wait)).toList();
        boolean all = !wait.isZero() && runs.stream().allMatch(run -> run.state() != null);
        HttpStatus status = all ? HttpStatus.OK : HttpStatus.ACCEPTED;
        return ResponseEntity.status(status).body(new Delivered(accepted.delivery(), accepted.again(), runs));
    }

    private static WebhookRun shown(BegunRun run, long end, Duration wait) {
        Result result = wait.isZero() ? null : awaited(run.result(), end);
        return result == null
                ? new WebhookRun(run.run(), run.rule(), null, null, null)
                : new WebhookRun(run.run(), run.rule(), result.state(), result.output(), result.problem());
    }

    private static @Nullable Result awaited(@Nullable CompletableFuture<Result> result, long end) {
        if (result == null) return null;
        try {
            return result.completeOnTimeout(null, Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .join();
        } catch (java.util.concurrent.CompletionException e) {
            return null;
        }
    }

    private static String text(byte[] raw) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
            if (text.indexOf('\0') >= 0) throw Problem.badInput("", "holds the character U+0000");
            return text;
        } catch (CharacterCodingException e) {
            throw Problem.badInput("", "is not UTF-8");
        }
    }

    private JsonNode parsed(String text, String contentType) {
        if (!contentType.contains("json")) return json.getNodeFactory().stringNode(text);
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            throw Problem.badInput("", "is not JSON");
        }
    }
}
