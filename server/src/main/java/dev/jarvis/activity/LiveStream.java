package dev.jarvis.activity;

import dev.jarvis.observatory.Principal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-sent events to one client, on the client's own virtual thread, until it goes, its session or key ends, or the
 * server stops. Rows carry their {@code seq} as id, so a client that comes back with {@code Last-Event-ID} misses none.
 *
 * @param pulse how often a silent client gets a sign of life, and how soon the end of its session is noticed
 */
record LiveStream(LiveEvents live, LiveRows rows, JsonMapper json, Duration pulse) {
    private static final int PAGE = 200;

    /**
     * @param after the last row the client has; null to begin with what comes now
     * @param welcome whether the caller may still be here
     */
    void serve(Principal caller, @Nullable Long after, BooleanSupplier welcome, OutputStream out) throws IOException {
        UUID observatory = caller.observatory().value();
        try (Mailbox box = live.open(observatory, caller.id())) {
            long head = rows.head(observatory);
            long position = after == null ? head : Math.min(after, head);
            send(out, "retry: 2000\n\n");
            pump(box, position, welcome, out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Mailbox box, long start, BooleanSupplier welcome, OutputStream out)
            throws IOException, InterruptedException {
        long position = start;
        long lastPulse = System.nanoTime();
        while (!box.isClosed()) {
            Mailbox.News news = box.take(pulse.minusNanos(System.nanoTime() - lastPulse));
            if (news.rows()) position = rows(box, position, out);
            for (Mailbox.Event event : news.events()) send(out, frame(null, event.kind(), event.data()));
            if (System.nanoTime() - lastPulse >= pulse.toNanos()) {
                if (!welcome.getAsBoolean()) return;
                send(out, ":\n\n");
                box.rowsCame(); // the net under the notices
                lastPulse = System.nanoTime();
            }
        }
    }

    private long rows(Mailbox box, long after, OutputStream out) throws IOException {
        List<LiveRows.Row> page = rows.after(box.observatory(), after, PAGE);
        StringBuilder frames = new StringBuilder();
        for (LiveRows.Row row : page)
            if (row.item() != null) frames.append(frame(row.seq(), LiveEvents.ACTIVITY, row.item()));
        if (!frames.isEmpty()) send(out, frames.toString());
        if (page.size() == PAGE) box.rowsCame();
        return page.isEmpty() ? after : page.getLast().seq();
    }

    private String frame(@Nullable Long id, String kind, Object data) {
        String line = json.writeValueAsString(Objects.requireNonNull(data)); // JSON has no bare line breaks
        return (id == null ? "" : "id: " + id + "\n") + "event: " + kind + "\ndata: " + line + "\n\n";
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
