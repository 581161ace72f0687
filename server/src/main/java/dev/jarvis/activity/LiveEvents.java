package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.AfterCommit;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the dashboards that are open on an observatory what just happened, on the stream that also carries the log.
 *
 * <pre>{@code
 * live.publish(observatory, "connect-finished", new ConnectFinished(session.id(), session.stage()));
 * }</pre>
 *
 * <p>An event reaches the clients of this node that are connected now; it is a hint to look again and never the only place
 * where something is written. Safe for any thread; never waits for a client.
 */
public final class LiveEvents implements SmartLifecycle {
    /** The kind of the rows of the log; no other event may have it. */
    static final String ACTIVITY = "activity";

    /** Says which observatories have new seals: their ids with commas between, or nothing for "any of them". */
    static final String SEALED = "activity_sealed";

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final int STREAMS_A_CALLER = 20;
    private static final int STREAMS_A_NODE = 2_000;

    private final Set<Mailbox> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    LiveEvents(Notices notices) {
        notices.on(SEALED, this::sealed);
    }

    /**
     * @param kind the event's name on the stream: lower-case letters, digits and hyphens, not {@code activity}
     * @param data sent as JSON; a record without secrets. Inside a transaction it is sent after the commit
     */
    public void publish(ObservatoryId observatory, String kind, Object data) {
        if (!KIND.matcher(kind).matches() || kind.equals(ACTIVITY))
            throw new IllegalArgumentException("Not a kind of event: " + kind);
        AfterCommit.run(
                () -> tell(box -> box.observatory().equals(observatory.value()), new Mailbox.Event(kind, data)));
    }

    /** Close it to end; its thread is woken by what happens in the observatory. */
    Mailbox open(UUID observatory, UUID caller) {
        if (open.size() >= STREAMS_A_NODE
                || open.stream().filter(box -> box.caller().equals(caller)).count() >= STREAMS_A_CALLER)
            throw Problem.of(429, "too-many-streams", "Too many live streams are open. Close some and try again.")
                    .retryAfter(Duration.ofSeconds(10));
        Mailbox box = new Mailbox(observatory, caller, open::remove);
        open.add(box);
        if (!running) box.close();
        return box;
    }

    private void sealed(String observatories) {
        boolean any = observatories.equals(Notices.MISSED_SOME);
        Set<String> named = Set.of(observatories.split(","));
        for (Mailbox box : open) if (any || named.contains(box.observatory().toString())) box.rowsCame();
    }

    private void tell(Predicate<Mailbox> whom, Mailbox.Event event) {
        open.stream().filter(whom).forEach(box -> box.put(event));
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the web server waits for its requests to end: streams would not end by themselves. */
    @Override
    public void stop() {
        running = false;
        open.forEach(Mailbox::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
