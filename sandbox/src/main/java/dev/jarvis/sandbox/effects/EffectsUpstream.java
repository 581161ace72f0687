package dev.jarvis.sandbox.effects;

import dev.jarvis.sandbox.http.Answer;
import dev.jarvis.sandbox.http.Call;
import dev.jarvis.sandbox.http.Handler;
import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Refusal;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import dev.jarvis.sandbox.http.Router;
import dev.jarvis.sandbox.ledger.Ledger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service with no platform's manners. {@code POST /effects/k} honours {@code Idempotency-Key}; {@code POST /effects/r}
 * does not, but {@code GET /effects/r?marker=} tells whether an effect is there; {@code POST /effects/n} has neither. Each
 * takes {@code {"marker": "..."}}, and each effect applied stands in the ledger as {@code effects.k}, {@code effects.r} or
 * {@code effects.n}. Safe for many threads.
 */
public final class EffectsUpstream implements Handler {

    private final Ledger ledger;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Reply> byKey = new ConcurrentHashMap<>();
    private final Map<String, Long> byMarker = new ConcurrentHashMap<>();
    private final Router router = new Router();

    public EffectsUpstream(Ledger ledger) {
        this.ledger = ledger;
        router.route("POST", "/k", this::keyed)
                .route("POST", "/r", this::findable)
                .route("GET", "/r", this::find)
                .route("POST", "/n", call -> applied("effects.n", marker(call.request())));
    }

    @Override
    public Answer answer(Request request) {
        return router.answer(request);
    }

    private Answer keyed(Call call) {
        String marker = marker(call.request());
        String key = call.request().headers().first("Idempotency-Key");
        if (key == null) {
            throw refusal(400, "idempotency-key-missing");
        }
        AtomicLong calls = new AtomicLong();
        Reply reply = byKey.computeIfAbsent(key, first -> {
            calls.incrementAndGet();
            return applied("effects.k", marker);
        });
        return calls.get() == 0 ? reply.with("Idempotent-Replayed", "true") : reply;
    }

    private Answer findable(Call call) {
        String marker = marker(call.request());
        Reply reply = applied("effects.r", marker);
        byMarker.putIfAbsent(marker, ids.get());
        return reply;
    }

    private Answer find(Call call) {
        String marker = call.request().parameters().first("marker", "");
        Long id = byMarker.get(marker);
        if (id == null) {
            throw refusal(404, "no-such-effect");
        }
        return Reply.json(200, effect(id, marker));
    }

    private Reply applied(String kind, String marker) {
        ledger.applied(kind, marker);
        return Reply.json(201, effect(ids.incrementAndGet(), marker));
    }

    private static ObjectNode effect(long id, String marker) {
        return Json.object().put("id", id).put("marker", marker);
    }

    private static String marker(Request request) {
        String marker = Json.text(request.json(), "marker", "");
        if (marker.isEmpty()) {
            throw refusal(400, "marker-missing");
        }
        return marker;
    }

    private static Refusal refusal(int status, String code) {
        return new Refusal(Reply.json(status, Json.object().put("error", code)));
    }
}
