package dev.jarvis.connectors.http;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.ActivityType;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Connector;
import dev.jarvis.sdk.Effect;
import dev.jarvis.sdk.Risk;
import java.util.List;

/**
 * The ways to call an API that nobody described. What may be repeated is the author's to say, for nobody else knows:
 * {@code send-once} for an API that honours {@code Idempotency-Key}, {@code send} for one that does not.
 */
public final class HttpConnector implements Connector {
    static final Action<HttpIntegration, Look, Answered> GET = Action.on(
                    HttpIntegration.class, "get", Look.class, Answered.class)
            .titled("Get", "Reads from an address.")
            .readsOnly()
            .runs(HttpIntegration::get);

    static final Action<HttpIntegration, Sent, Answered> SEND = Action.on(
                    HttpIntegration.class, "send", Sent.class, Answered.class)
            .titled("Send", "Sends to an address of an API that cannot tell a repeated call. Never sent twice.")
            .logged(ActivityType.SYSTEM, Sent::headline)
            .risk(Risk.MEDIUM)
            .effect(new Effect.Unsafe<>())
            .runs(HttpIntegration::send);

    static final Action<HttpIntegration, Sent, Answered> SEND_ONCE = Action.on(
                    HttpIntegration.class, "send-once", Sent.class, Answered.class)
            .titled("Send once", "Sends to an address of an API that honours the header Idempotency-Key.")
            .logged(ActivityType.SYSTEM, Sent::headline)
            .risk(Risk.MEDIUM)
            .effect(new Effect.Idempotent<>())
            .runs(HttpIntegration::sendOnce);

    static final Action<HttpIntegration, Removed, Answered> DELETE = Action.on(
                    HttpIntegration.class, "delete", Removed.class, Answered.class)
            .titled("Delete", "Deletes what is at an address.")
            .logged(ActivityType.SYSTEM, removed -> "DELETE " + removed.path())
            .risk(Risk.HIGH)
            .effect(new Effect.Unsafe<>())
            .runs(HttpIntegration::delete);

    @Override
    public List<Action<?, ?, ?>> actions() {
        return List.of(GET, SEND, SEND_ONCE, DELETE);
    }

    @Override
    public BaseIntegration create() {
        return new HttpIntegration();
    }
}
