package dev.jarvis.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Protocol P1b: three nodes on one database, and nothing befalls them. Over all three must go through most of what goes through
 * one of them, on the same two processors; at the rate of P1 webhooks are acknowledged and done soon.
 */
final class Quiet {
    private static final int NODES = 3;
    private static final int OBSERVATORIES = 200;
    private static final int WARM_UP_SECONDS = 60;
    private static final int MANY = 200;
    private static final double SHARE = 0.6;
    private static final int P50_MILLIS = 10;
    private static final int P99_MILLIS = 60;
    private static final int EFFECT_MILLIS = 1_000;

    private final Cluster cluster;

    Quiet(Cluster cluster) {
        this.cluster = cluster;
    }

    static Cluster cluster(Path home) throws IOException, InterruptedException {
        return new Cluster(home, NODES, 0);
    }

    ObjectNode carriedOut(int seconds) throws IOException, InterruptedException {
        List<URI> nodes = cluster.nodes().stream().map(Cluster.Node::address).toList();
        Person person = cluster.superadmin();
        WebhookLoad one = load(nodes.subList(0, 1), person);
        WebhookLoad all = load(nodes, person);
        one.run(50, WARM_UP_SECONDS, 0, List.of());
        all.run(50, 2 * NODES * WARM_UP_SECONDS, 0, List.of()); // each compiles what it runs, on two cores
        WebhookLoad.Figure alone = said("one node", one.run(MANY, seconds, 0, List.of()));
        WebhookLoad.Figure together = said("three nodes", all.run(MANY, seconds, 0, List.of()));
        WebhookLoad.Figure calm =
                said("three nodes, 200/s", all.run(50, seconds, Harm.NODES_KILLED.perSecond, List.of()));
        double share = together.runsPerSecond() / alone.runsPerSecond();
        if (share < SHARE)
            throw new IllegalStateException("P1b: three nodes did %.2f of what one does".formatted(share));
        insist("the median acknowledgement", calm.acknowledged().millis(0.5), P50_MILLIS);
        insist("the 99th of 100 acknowledgements", calm.acknowledged().millis(0.99), P99_MILLIS);
        insist("the 99th of 100 effects", calm.effects().millis(0.99), EFFECT_MILLIS);
        return JsonMapper.shared()
                .createObjectNode()
                .put("runs a second over three nodes, in % of those over one", Math.round(share * 100))
                .put("refused or lost", 0)
                .put(
                        "acknowledged at 200/s, p50, ms",
                        Math.round(calm.acknowledged().millis(0.5)))
                .put("p99, ms", Math.round(calm.acknowledged().millis(0.99)))
                .put(
                        "from there to the effect, p99, ms",
                        Math.round(calm.effects().millis(0.99)));
    }

    private WebhookLoad load(List<URI> nodes, Person person) throws IOException, InterruptedException {
        WebhookLoad load = new WebhookLoad(nodes, cluster.upstream(), "/n");
        load.arrange(person, OBSERVATORIES);
        return load;
    }

    private static WebhookLoad.Figure said(String name, WebhookLoad.Figure figure) {
        System.out.println(figure.line(name));
        if (figure.lost() > 0 || figure.acknowledged().failures() > 0)
            throw new IllegalStateException("P1b: " + name + " refused or lost something");
        return figure;
    }

    private static void insist(String what, double millis, int most) {
        if (millis > most) throw new IllegalStateException("P1b: %s took %.0f ms".formatted(what, millis));
    }
}
