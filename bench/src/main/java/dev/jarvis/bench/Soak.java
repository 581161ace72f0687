package dev.jarvis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Protocol P17: 60 % of what goes through, minute after minute. After the first third nothing may grow: not the memory of
 * server and database, not the server's threads and open files.
 */
final class Soak {
    private static final int OBSERVATORIES = 200;
    private static final int WARM_UP_SECONDS = 60;
    private static final double SHARE = 0.6;
    private static final double MEGABYTES_A_MINUTE = 1;
    private static final int MORE = 10;

    private final Rig rig;

    Soak(Rig rig) {
        this.rig = rig;
    }

    private record Look(double megabytes, long threads, long files, double p99) {}

    ObjectNode carriedOut(int minutes) throws IOException, InterruptedException {
        WebhookLoad load = new WebhookLoad(rig.server(), rig.upstream());
        load.arrange(rig.superadmin(), OBSERVATORIES);
        load.run(50, WARM_UP_SECONDS, 0, rig.processes());
        int offered =
                (int) (SHARE * load.run(50, WARM_UP_SECONDS, 0, rig.processes()).runsPerSecond());
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            WebhookLoad.Figure minute = load.run(50, 60, offered, rig.processes());
            Strain.insistOnOrder("minute " + i, minute);
            looks.add(look(minute.acknowledged().millis(0.99)));
            System.out.printf("minute %d: %s%n", i + 1, looks.getLast());
        }
        return judged(looks, offered);
    }

    private Look look(double p99) throws IOException {
        return new Look(rig.memoryMegabytes(), entries("task"), entries("fd"), p99);
    }

    private long entries(String kind) throws IOException {
        try (Stream<Path> entries =
                Files.list(Path.of("/proc/" + rig.processes().getFirst() + "/" + kind))) {
            return entries.count();
        }
    }

    private static ObjectNode judged(List<Look> looks, int offered) {
        List<Look> settled = looks.subList(looks.size() / 3, looks.size());
        Look first = settled.getFirst();
        Look last = settled.getLast();
        double slope = slope(settled.stream().map(Look::megabytes).toList());
        ObjectNode counts = JsonMapper.shared()
                .createObjectNode()
                .put("minutes", looks.size())
                .put("webhooks a second", offered)
                .put("growth of memory after the first third, MB a minute", Math.round(slope * 100) / 100.0)
                .put("threads, first and last", first.threads + " " + last.threads)
                .put("open files, first and last", first.files + " " + last.files)
                .put("p99 of acknowledgements, first and last, ms", Math.round(first.p99) + " " + Math.round(last.p99));
        System.out.println(counts.toPrettyString());
        if (slope > MEGABYTES_A_MINUTE) throw new IllegalStateException("P17: memory grows");
        if (last.threads > first.threads + MORE) throw new IllegalStateException("P17: threads grow");
        if (last.files > first.files + MORE) throw new IllegalStateException("P17: open files grow");
        return counts;
    }

    /** Of the line through them that misses the least (least squares), by step. */
    private static double slope(List<Double> values) {
        double middle = (values.size() - 1) / 2.0;
        double mean = values.stream().mapToDouble(value -> value).average().orElse(0);
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.size(); i++) {
            above += (i - middle) * (values.get(i) - mean);
            below += (i - middle) * (i - middle);
        }
        return below == 0 ? 0 : above / below;
    }
}
