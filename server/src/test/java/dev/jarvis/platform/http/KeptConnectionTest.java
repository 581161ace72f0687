package dev.jarvis.platform.http;

import static dev.jarvis.platform.http.Calls.NOT_SENT;
import static dev.jarvis.platform.http.Calls.NO_ANSWER;
import static dev.jarvis.platform.http.Calls.SHORT;
import static dev.jarvis.platform.http.Calls.http;
import static dev.jarvis.platform.http.Calls.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sdk.Request;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A connection kept for the next call is the place where clients repeat or lose calls. */
class KeptConnectionTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void isUsedAgain() throws IOException {
        try (FaultyServer server = FaultyServer.sending(OK);
                OutgoingHttp http = http(SHORT, server.range())) {
            for (int i = 0; i < 20; i++) assertThat(outcome(http, post(server))).isEqualTo("200");
            assertThat(server.accepted).hasValue(1);
        }
    }

    @Test
    void isReplacedUnnoticedWhenTheServerClosedItWhileIdle() throws Exception {
        List<Socket> sockets = new CopyOnWriteArrayList<>();
        try (FaultyServer server = FaultyServer.answering((socket, _) -> {
                    sockets.add(socket);
                    FaultyServer.write(socket, OK);
                });
                OutgoingHttp http = http(SHORT, server.range())) {
            for (int i = 1; i <= 5; i++) {
                assertThat(outcome(http, post(server))).isEqualTo("200");
                sockets.getLast().close();
                pass(Duration.ofMillis(150)); // the probe comes after 100
                assertThat(server.requests).hasValue(i);
            }
        }
    }

    /** The reset is here before the next write: the system refuses the first byte, which proves that none left. */
    @RepeatedTest(20)
    void countsACallAsNotSentWhenTheServerHadResetTheConnection() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch reset = new CountDownLatch(1);
        try (FaultyServer server = new FaultyServer((socket, self) -> {
                    self.readRequest(socket.getInputStream());
                    FaultyServer.write(socket, OK);
                    answered.await();
                    FaultyServer.reset(socket);
                    reset.countDown();
                });
                OutgoingHttp http = http(SHORT, server.range())) {
            assertThat(outcome(http, post(server))).isEqualTo("200");
            answered.countDown();
            reset.await();
            assertThat(outcome(http, post(server))).isEqualTo(NOT_SENT);
            assertThat(server.requests).hasValue(1);
            assertThat(server.accepted).hasValue(1);
        }
    }

    /** The close crosses our write: the bytes left, and only the server could say whether it looked at them. */
    @RepeatedTest(5)
    void neverRepeatsACallThatTheServerSwallowed() throws IOException {
        try (FaultyServer server = new FaultyServer((socket, self) -> {
                    self.readRequest(socket.getInputStream());
                    FaultyServer.write(socket, OK);
                    self.readRequest(socket.getInputStream());
                });
                OutgoingHttp http = http(SHORT, server.range())) {
            assertThat(outcome(http, post(server))).isEqualTo("200");
            assertThat(outcome(http, post(server))).isEqualTo(NO_ANSWER);
            assertThat(server.requests).hasValue(2);
            assertThat(server.accepted).hasValue(1);
        }
    }

    @Test
    void isNotKeptLongerThanTheServerAnnounces() throws IOException {
        try (FaultyServer server =
                        FaultyServer.sending("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 0\r\n\r\n");
                OutgoingHttp http = http(SHORT, server.range())) {
            outcome(http, post(server));
            pass(Duration.ofMillis(10));
            outcome(http, post(server));
            assertThat(server.accepted).hasValue(2);
        }
    }

    @Test
    void isNotKeptAfterABrokenAnswer() throws IOException {
        try (FaultyServer server = FaultyServer.sending("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more");
                OutgoingHttp http = http(SHORT, server.range())) {
            assertThat(outcome(http, post(server))).isEqualTo("200");
            assertThat(outcome(http, post(server))).isNotEqualTo("200"); // the rest of the first answer is no answer
        }
    }

    @Test
    void areAsManyAsThereAreCallersAtOnce() throws Exception {
        try (FaultyServer server = FaultyServer.sending(OK);
                OutgoingHttp http = http(Patience.USUAL, server.range());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> done = IntStream.range(0, 50)
                    .mapToObj(_ -> callers.submit(() -> IntStream.range(0, 100)
                            .map(_ -> http.send(post(server)).status())
                            .sum()))
                    .toList();
            for (Future<Integer> caller : done) assertThat(caller.get()).isEqualTo(100 * 200);
            assertThat(server.requests).hasValue(5000);
            assertThat(server.accepted.get()).isLessThanOrEqualTo(50);
        }
    }

    private static void pass(Duration time) {
        Instant start = Instant.now();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .until(() -> Instant.now().isAfter(start.plus(time)));
    }

    private static Request post(FaultyServer server) {
        return Request.post(server.uri("/x")).bytes("text/plain", "hi".getBytes(StandardCharsets.UTF_8));
    }
}
