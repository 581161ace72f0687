package dev.jarvis.platform.web;

import java.util.OptionalInt;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;

/**
 * A plain port on loopback for the command line of this machine, where the main port speaks TLS or listens elsewhere. Who
 * may do what there is decided as everywhere.
 */
public final class LocalDoor {
    private final @Nullable Connector connector;

    LocalDoor(boolean needed) {
        this.connector = needed ? loopback() : null;
    }

    /** Its port once the server listens; empty where the main port serves the command line, too. */
    public OptionalInt port() {
        return connector == null ? OptionalInt.empty() : OptionalInt.of(connector.getLocalPort());
    }

    Connector[] connectors() {
        return connector == null ? new Connector[0] : new Connector[] {connector};
    }

    private static Connector loopback() {
        Connector plain = new Connector();
        plain.setPort(0);
        plain.setProperty("address", "127.0.0.1");
        return plain;
    }
}
