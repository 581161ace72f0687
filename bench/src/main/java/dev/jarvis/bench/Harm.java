package dev.jarvis.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** What befalls one node after another while webhooks come. */
enum Harm {
    /** Killed without warning every 3 to 5 s, and started again at once. */
    KILLED("P1", 200, 10_000, 100_000) {
        @Override
        void befall(Cluster.Node node, Random random) throws IOException, InterruptedException {
            Thread.sleep(3_000 + random.nextInt(2_000));
            node.kill();
            node.start();
        }
    },
    /** Stopped in the middle of whatever it does, for twice as long as the others believe that it lives, and let go on. */
    FROZEN("P2", 50, 14_000, 160_000) {
        @Override
        void befall(Cluster.Node node, Random random) throws IOException, InterruptedException {
            Thread.sleep(1_000 + random.nextInt(2_000));
            node.freeze(LEASE.multipliedBy(2));
        }
    },
    /** Asked to end, as an update does, and started again. */
    RESTARTED("P3", 50, 7_500, 30_000) {
        @Override
        void befall(Cluster.Node node, Random random) throws IOException, InterruptedException {
            Thread.sleep(8_000 + random.nextInt(4_000));
            node.stop(DRAIN);
            node.start();
        }
    };

    /** A node that is silent for so long is dead to the others. */
    private static final Duration LEASE = Duration.ofSeconds(6);

    private static final Duration DRAIN = Duration.ofSeconds(25);

    final String protocol;
    final int perSecond;
    private final int torture;
    private final int full;

    Harm(String protocol, int perSecond, int torture, int full) {
        this.protocol = protocol;
        this.perSecond = perSecond;
        this.torture = torture;
        this.full = full;
    }

    /** Waits a while, then does it once. */
    abstract void befall(Cluster.Node node, Random random) throws IOException, InterruptedException;

    /** Only an end without warning may leave a call behind of which nobody can tell what became of it. */
    boolean mayLeaveAmbiguous() {
        return this != RESTARTED;
    }

    int webhooks(String size) {
        return switch (size) {
            case "seconds" -> 2_000;
            case "torture" -> torture;
            case "full" -> full;
            default -> throw new IllegalArgumentException("The sizes are seconds, torture and full, not " + size);
        };
    }

    static Harm of(String protocol) {
        for (Harm harm : values()) if (harm.protocol.equals(protocol)) return harm;
        throw new IllegalArgumentException(protocol + " is none of those that harm nodes");
    }
}
