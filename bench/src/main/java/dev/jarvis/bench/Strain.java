package dev.jarvis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Protocols P9, P17 and P30: one server under a load that is too large, too loud, or very long. */
enum Strain {
    /** One observatory sends as fast as it can while ten others send once a second. */
    FLOOD("P9") {
        @Override
        ObjectNode carriedOut(Rig rig, boolean full) throws IOException, InterruptedException {
            return new Flood(rig).carriedOut(full ? 300 : 60);
        }
    },
    /** More than half of what goes through, for long. */
    SOAK("P17") {
        @Override
        ObjectNode carriedOut(Rig rig, boolean full) throws IOException, InterruptedException {
            return new Soak(rig).carriedOut(full ? 50 : 12);
        }
    },
    /** Five times as many senders as the server can serve at once. */
    OVERLOAD("P30") {
        @Override
        ObjectNode carriedOut(Rig rig, boolean full) throws IOException, InterruptedException {
            return new Overload(rig).carriedOut(full ? 300 : 60);
        }
    };

    static final Set<Integer> REFUSALS = Set.of(429, 503);

    private final String protocol;

    Strain(String protocol) {
        this.protocol = protocol;
    }

    /** @throws IllegalStateException when it did not pass */
    abstract ObjectNode carriedOut(Rig rig, boolean full) throws IOException, InterruptedException;

    /** @param arguments the project's folder, the protocol, and {@code torture} or {@code full} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        String size = arguments[2];
        for (Strain strain : values()) if (strain.protocol.equals(arguments[1])) strain.keep(home, size);
    }

    private void keep(Path home, String size) throws IOException, InterruptedException {
        try (Rig rig = new Rig(home)) {
            rig.connectedKey();
            ObjectNode counts = carriedOut(rig, size.equals("full"));
            System.out.println(counts.toPrettyString());
            Results.passed(home, protocol, size, counts);
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
