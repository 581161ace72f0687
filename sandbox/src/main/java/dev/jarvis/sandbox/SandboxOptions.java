package dev.jarvis.sandbox;

import java.net.InetAddress;
import java.time.Duration;

/**
 * How a sandbox is started.
 *
 * @param address to listen on
 * @param port 0 for any free one
 * @param ledgerBound how many requests the ledger keeps whole; counts and effects are complete in any case
 * @param xRateLimit calls an X user may make of one route in 15 minutes
 * @param videoProcessing how long X takes over a video
 */
public record SandboxOptions(InetAddress address, int port, int ledgerBound, int xRateLimit, Duration videoProcessing) {

    /** Loopback, a free port, 100,000 requests kept, limits nobody reaches. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(InetAddress.ofLiteral("127.0.0.1"), 0, 100_000, 10_000_000, Duration.ofSeconds(1));
    }

    public SandboxOptions withPort(int newPort) {
        return new SandboxOptions(address, newPort, ledgerBound, xRateLimit, videoProcessing);
    }

    /** A small bound for long bench runs. */
    public SandboxOptions withLedgerBound(int entries) {
        return new SandboxOptions(address, port, entries, xRateLimit, videoProcessing);
    }

    public SandboxOptions withXRateLimit(int calls) {
        return new SandboxOptions(address, port, ledgerBound, calls, videoProcessing);
    }

    public SandboxOptions withVideoProcessing(Duration time) {
        return new SandboxOptions(address, port, ledgerBound, xRateLimit, time);
    }
}
