package dev.jarvis.bench;

import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Protocol P30: five times as many senders as the figures are measured with, none of which waits after a refusal; then more
 * connections than a server can have. What is done must hardly fall, what is accepted must be so soon, and afterwards it must
 * be as if nothing had been.
 */
final class Overload {
    private static final int OBSERVATORIES = 200;
    private static final int SENDERS = 50;
    private static final int CROWD = 3_000;
    private static final int CROWD_SECONDS = 15;
    private static final int WARM_UP_SECONDS = 120;
    private static final int RECOVERY_SECONDS = 5;
    private static final double GOODPUT = 0.9;
    private static final int ACKNOWLEDGED_MILLIS = 500;

    private final Rig rig;

    Overload(Rig rig) {
        this.rig = rig;
    }

    ObjectNode carriedOut(int seconds) throws IOException, InterruptedException {
        WebhookLoad load = new WebhookLoad(rig.server(), rig.upstream());
        load.arrange(rig.superadmin(), OBSERVATORIES);
        load.run(SENDERS, WARM_UP_SECONDS, 0, rig.processes());
        WebhookLoad.Figure before = load.run(SENDERS, seconds / 2.0, 0, rig.processes());
        WebhookLoad.Figure strained = load.run(SENDERS * 5, seconds, 0, rig.processes());
        WebhookLoad.Figure between = load.run(SENDERS, seconds / 2.0, 0, rig.processes());
        double usual = (before.runsPerSecond() + between.runsPerSecond()) / 2; // the machine's pace changes, too
        Crowd crowd = new Crowd(rig.server(), load::fresh);
        long answered = crowd.run(CROWD, CROWD_SECONDS);
        System.out.printf("a crowd of %,d connections was answered %,d times%n", CROWD, answered);
        Thread.sleep(RECOVERY_SECONDS * 1000L);
        int half = (int) usual / 2;
        WebhookLoad.Figure after = load.run(SENDERS, RECOVERY_SECONDS, half, rig.processes());
        System.out.println(before.line("before") + "\n" + strained.line("strained"));
        System.out.println(between.line("after") + "\n" + after.line("after the crowd"));
        Strain.insistOnOrder("under strain", strained);
        Strain.insistOnOrder("afterwards", after);
        double goodput = strained.runsPerSecond() / usual;
        long p99 = Math.round(strained.acknowledged().millis(0.99));
        if (goodput < GOODPUT) throw new IllegalStateException("P30: only %.2f of the runs".formatted(goodput));
        if (p99 > ACKNOWLEDGED_MILLIS) throw new IllegalStateException("P30: acknowledged within %d ms".formatted(p99));
        if (after.acknowledged().failures() > 0) throw new IllegalStateException("P30: refused after the strain");
        return JsonMapper.shared()
                .createObjectNode()
                .put("runs a second under strain, in % of those without", Math.round(goodput * 100))
                .put("p99 of acknowledgements, ms", p99)
                .put("refused", strained.acknowledged().failures())
                .put("accepted and lost", 0)
                .put("connections of the crowd", CROWD)
                .put("refused 5 s after it, at half of the rate", 0);
    }
}
