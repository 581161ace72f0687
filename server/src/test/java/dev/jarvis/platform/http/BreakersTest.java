package dev.jarvis.platform.http;

import static dev.jarvis.platform.http.Calls.NOT_SENT;
import static dev.jarvis.platform.http.Calls.NO_ANSWER;
import static dev.jarvis.platform.http.Calls.SHORT;
import static dev.jarvis.platform.http.Calls.http;
import static dev.jarvis.platform.http.Calls.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BreakersTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @Test
    void leavesASilentHostAloneAndTheOthersBeAndComesBack() throws IOException {
        AtomicBoolean up = new AtomicBoolean();
        try (FaultyServer down = FaultyServer.answering((socket, _) -> {
                    if (up.get()) FaultyServer.write(socket, OK);
                    else socket.close();
                });
                FaultyServer fine = FaultyServer.sending(OK);
                OutgoingHttp http = http(SHORT, down.range(), fine.range())) {
            Request call = Request.post(down.uri("/"));
            for (int i = 0; i < 20; i++) assertThat(outcome(http, call)).isEqualTo(NO_ANSWER);
            for (int i = 0; i < 100; i++) assertThat(outcome(http, call)).isEqualTo(NOT_SENT);
            assertThat(down.requests).hasValue(20);
            assertThat(outcome(http, Request.post(fine.uri("/")))).isEqualTo("200");

            up.set(true);
            Awaitility.await().until(() -> outcome(http, call).equals("200"));
            for (int i = 0; i < 20; i++) assertThat(outcome(http, call)).isEqualTo("200");
        }
    }

    @Test
    void comesOnlyAfterAsManyInARowAndNeverWhenTurnedOff() {
        for (int after : new int[] {3, 0}) {
            Breakers breakers = new Breakers(after, Duration.ofMinutes(1));
            AtomicInteger called = new AtomicInteger();
            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(() -> breakers.guarding("api.test:443", () -> {
                            called.incrementAndGet();
                            throw new PlatformException(ErrorKind.NO_ANSWER, "silence");
                        }))
                        .isInstanceOf(PlatformException.class);
            }
            assertThat(called).hasValue(after == 0 ? 50 : after);
        }
    }

    @Test
    void doesNotMindRefusals() throws IOException {
        try (FaultyServer server = FaultyServer.sending("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
                OutgoingHttp http = http(SHORT, server.range())) {
            for (int i = 0; i < 50; i++)
                assertThat(outcome(http, Request.get(server.uri("/")))).isEqualTo("401");
        }
    }

    @Test
    void leavesAHostAloneWhoseGatewaySaysItIsDown() throws IOException {
        try (FaultyServer server =
                        FaultyServer.sending("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                OutgoingHttp http = http(SHORT, server.range())) {
            for (int i = 0; i < 20; i++)
                assertThat(outcome(http, Request.get(server.uri("/")))).isEqualTo("503");
            assertThat(outcome(http, Request.get(server.uri("/")))).isEqualTo(NOT_SENT);
        }
    }
}
