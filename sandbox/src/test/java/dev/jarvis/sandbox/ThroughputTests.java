package dev.jarvis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Prints how fast the sandbox answers, since benchmarks stand on it; the time is not asserted. */
class ThroughputTests {

    private static final int CONNECTIONS = 32;
    private static final int EACH = 1_000;

    @Test
    void losesNoPostAtFullSpeed() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withLedgerBound(100))) {
            String token = sandbox.xAuthorization()
                    .grant(Credentials.X_CLIENT_ID, Credentials.x("acme_labs").account(), Caller.X_SCOPES)
                    .accessToken();
            run(sandbox, token);
            Instant start = Instant.now();

            run(sandbox, token);

            long millis = Duration.between(start, Instant.now()).toMillis();
            System.out.printf(
                    "sandbox: %d posts over %d connections in %d ms, %d a second%n",
                    CONNECTIONS * EACH, CONNECTIONS, millis, CONNECTIONS * EACH * 1000L / millis);
            assertThat(sandbox.ledger().count("POST", "/x/2/tweets")).isEqualTo(2L * CONNECTIONS * EACH);
            assertThat(sandbox.ledger().effects()).hasSize(2 * CONNECTIONS * EACH);
        }
    }

    private static void run(Sandbox sandbox, String token) throws InterruptedException, ExecutionException {
        try (ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> clients = IntStream.range(0, CONNECTIONS)
                    .mapToObj(i -> (Callable<Integer>) () -> posts(sandbox, token))
                    .toList();
            for (Future<Integer> done : connections.invokeAll(clients)) {
                assertThat(done.get()).isEqualTo(EACH);
            }
        }
    }

    private static int posts(Sandbox sandbox, String token) throws IOException {
        int created = 0;
        try (Socket socket = new Socket("127.0.0.1", sandbox.baseUri().getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            for (int i = 0; i < EACH; i++) {
                socket.getOutputStream().write(request(token));
                created += status(in) == 201 ? 1 : 0;
            }
        }
        return created;
    }

    private static byte[] request(String token) {
        String body = "{\"text\":\"post " + UUID.randomUUID() + "\"}";
        return ("POST /x/2/tweets HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A reply this small comes in one piece or a few. */
    private static int status(InputStream in) throws IOException {
        byte[] buffer = new byte[4096];
        String reply = "";
        while (!reply.endsWith("}")) {
            reply += new String(buffer, 0, in.read(buffer), StandardCharsets.US_ASCII);
        }
        return Integer.parseInt(reply.substring(9, 12));
    }
}
