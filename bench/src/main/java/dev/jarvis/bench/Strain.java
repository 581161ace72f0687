package dev.jarvis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Protocols P1b, P9, P17 and P30: a load that is usual, too loud, very long, or too large. */
enum Strain {
    /** Three nodes, and nothing befalls them. */
    QUIET("P1b") {
        @Override
        ObjectNode carriedOut(Path home, boolean full) throws IOException, InterruptedException {
            try (Cluster cluster = Quiet.cluster(home)) {
                return new Quiet(cluster).carriedOut(full ? 120 : 20);
            }
        }
    },
    /** One observatory sends as fast as it can while ten others send once a second. */
    FLOOD("P9") {
        @Override
        ObjectNode carriedOut(Path home, boolean full) throws IOException, InterruptedException {
            return onOneServer(home, rig -> new Flood(rig).carriedOut(full ? 300 : 60));
        }
    },
    /** More than half of what goes through, for long. */
    SOAK("P17") {
        @Override
        ObjectNode carriedOut(Path home, boolean full) throws IOException, InterruptedException {
            return onOneServer(home, rig -> new Soak(rig).carriedOut(full ? 50 : 12));
        }
    },
    /** Five times as many senders as the server can serve at once. */
    OVERLOAD("P30") {
        @Override
        ObjectNode carriedOut(Path home, boolean full) throws IOException, InterruptedException {
            return onOneServer(home, rig -> new Overload(rig).carriedOut(full ? 300 : 60));
        }
    };

    static final Set<Integer> REFUSALS = Set.of(429, 503);

    private final String protocol;

    Strain(String protocol) {
        this.protocol = protocol;
    }

    /** @throws IllegalStateException when it did not pass */
    abstract ObjectNode carriedOut(Path home, boolean full) throws IOException, InterruptedException;

    /** @param arguments the project's folder, the protocol, and {@code torture} or {@code full} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        String size = arguments[2];
        for (Strain strain : values()) if (strain.protocol.equals(arguments[1])) strain.keep(home, size);
    }

    private void keep(Path home, String size) throws IOException, InterruptedException {
        ObjectNode counts = carriedOut(home, size.equals("full"));
        System.out.println(counts.toPrettyString());
        Results.passed(home, protocol, size, counts);
    }

    /** What is done to a server and its database. */
    private interface Trial {
        ObjectNode on(Rig rig) throws IOException, InterruptedException;
    }

    private static ObjectNode onOneServer(Path home, Trial trial) throws IOException, InterruptedException {
        try (Rig rig = new Rig(home)) {
            rig.connectedKey();
            return trial.on(rig);
        }
    }

    /** Whatever was not accepted was refused in words, and what was accepted has happened. */
    static void insistOnOrder(String who, WebhookLoad.Figure figure) {
        if (figure.lost() > 0) throw new IllegalStateException(who + ": " + figure.lost() + " accepted, and not done");
        if (!REFUSALS.containsAll(figure.acknowledged().others().keySet()))
            throw new IllegalStateException(
                    who + ": answered " + figure.acknowledged().others());
    }
}
