package dev.jarvis.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/** What befalls nodes, or the database they share, while webhooks come. */
enum Harm {
    /** A node is killed without warning when all have run for 3 to 5 s, and started again at once. */
    NODES_KILLED("P1", 200, 30_000, 100_000) {
        @Override
        void befall(Cluster cluster, Random random) throws InterruptedException, ExecutionException {
            cluster.awaitStarts();
            Thread.sleep(3_000 + random.nextInt(2_000));
            Cluster.Node node = cluster.anyNode(random);
            node.kill();
            cluster.startMeanwhile(node);
        }
    },
    /** A node is stopped in the middle of whatever it does, for twice as long as the others believe that it lives. */
    NODES_FROZEN("P2", 50, 14_000, 160_000) {
        @Override
        void befall(Cluster cluster, Random random) throws IOException, InterruptedException {
            Thread.sleep(1_000 + random.nextInt(2_000));
            cluster.anyNode(random).freeze(LEASE.multipliedBy(2));
        }
    },
    /** A node is asked to end, as an update does, and started again. */
    NODES_RESTARTED("P3", 50, 7_500, 30_000) {
        @Override
        void befall(Cluster cluster, Random random) throws IOException, InterruptedException {
            Thread.sleep(8_000 + random.nextInt(4_000));
            Cluster.Node node = cluster.anyNode(random);
            node.stop(DRAIN);
            node.start();
        }
    },
    /** The database crashes, is away, cuts its connections off, and lets everybody wait for a lock: once each in a round. */
    DATABASE_TROUBLED("P4", 50, 15_000, 120_000) {
        @Override
        void befall(Cluster cluster, Random random) throws IOException, InterruptedException, SQLException {
            ClusterDatabase database = cluster.database();
            Thread.sleep(3_000);
            database.crash();
            Thread.sleep(QUIET);
            database.cutConnections(17, random);
            Thread.sleep(QUIET);
            database.lock(Duration.ofSeconds(20));
            Thread.sleep(QUIET);
            database.leave(Duration.ofSeconds(45));
            Thread.sleep(QUIET);
        }
    },
    /** The disk of the database is full for 20 s. */
    DISK_FILLED("P16", 50, 7_500, 30_000) {
        @Override
        void befall(Cluster cluster, Random random) throws IOException, InterruptedException {
            Thread.sleep(20_000);
            cluster.database().fillDisk(Duration.ofSeconds(20));
            Thread.sleep(QUIET);
        }

        @Override
        int databaseDiskMegabytes() {
            return 1_024;
        }
    };

    /** A node that is silent for so long is dead to the others. */
    private static final Duration LEASE = Duration.ofSeconds(6);

    private static final Duration DRAIN = Duration.ofSeconds(25);
    private static final Duration QUIET = Duration.ofSeconds(6);

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
    abstract void befall(Cluster cluster, Random random)
            throws IOException, InterruptedException, SQLException, ExecutionException;

    /** Of a disk that the database has for itself; 0 when it lies where everything else does. */
    int databaseDiskMegabytes() {
        return 0;
    }

    /** Only an end without warning, or of the database, may leave a call behind of which nobody can tell what became of it. */
    boolean mayLeaveAmbiguous() {
        return this != NODES_RESTARTED;
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
        throw new IllegalArgumentException(protocol + " is none of those that harm nodes or the database");
    }
}
