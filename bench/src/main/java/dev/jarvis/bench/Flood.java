package dev.jarvis.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Protocol P9: one observatory sends over a hundred connections without a pause while ten others send a webhook a second each.
 * The ten must not notice: each of theirs is accepted, and over within two seconds.
 */
final class Flood {
    private static final int NEIGHBOURS = 10;
    private static final int SENDERS = 100;
    private static final int WARM_UP_SECONDS = 30;
    private static final int MOST_MILLIS = 2_000;

    private final Rig rig;

    Flood(Rig rig) {
        this.rig = rig;
    }

    ObjectNode carriedOut(int seconds) throws IOException, InterruptedException {
        WebhookLoad flood = new WebhookLoad(rig.server(), rig.upstream());
        WebhookLoad neighbours = new WebhookLoad(List.of(rig.server()), rig.upstream(), "/r");
        flood.arrange(rig.superadmin(), 1);
        neighbours.arrange(rig.superadmin(), NEIGHBOURS);
        neighbours.runWaiting(NEIGHBOURS, WARM_UP_SECONDS, 0);
        FutureTask<WebhookLoad.Figure> flooding =
                new FutureTask<>(() -> flood.run(SENDERS, seconds, 0, rig.processes()));
        Thread.ofPlatform().start(flooding);
        WebhookLoad.Figure theirs = neighbours.runWaiting(NEIGHBOURS, seconds, NEIGHBOURS);
        WebhookLoad.Figure flooded = result(flooding);
        System.out.println(flooded.line("flood") + "\n" + theirs.line("neighbours"));
        Strain.insistOnOrder("flood", flooded);
        Strain.insistOnOrder("neighbours", theirs);
        long p99 = Math.round(theirs.acknowledged().millis(0.99));
        if (theirs.acknowledged().failures() > 0) throw new IllegalStateException("P9: neighbours were refused");
        if (p99 > MOST_MILLIS) throw new IllegalStateException("P9: neighbours waited %d ms".formatted(p99));
        return JsonMapper.shared()
                .createObjectNode()
                .put("runs of the flood", flooded.acknowledged().nanos().length)
                .put("of it refused with 429 or 503", flooded.acknowledged().failures())
                .put("accepted and lost", 0)
                .put("runs of its ten neighbours", theirs.acknowledged().nanos().length)
                .put("of them refused", 0)
                .put("p99 from their webhook to the end of the run, ms", p99);
    }

    private static WebhookLoad.Figure result(FutureTask<WebhookLoad.Figure> load)
            throws IOException, InterruptedException {
        try {
            return load.get();
        } catch (ExecutionException e) {
            throw new IOException("The flood ended early", e);
        }
    }
}
