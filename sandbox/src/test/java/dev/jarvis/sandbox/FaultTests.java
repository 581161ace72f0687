package dev.jarvis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.sandbox.Caller.Got;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTests {

    private static final String MARKED = "{\"marker\":\"m\"}";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final Caller caller = Caller.of(sandbox);

    @AfterEach
    void stops() {
        sandbox.close();
    }

    @Test
    void strikesAsOftenAsToldAndThenNoMore() {
        sandbox.faults()
                .add(FaultRule.next("GET", "/echo*", new Fault.Status(503, "text/html", "<h1>down"))
                        .times(2));

        assertThat(IntStream.range(0, 3).map(i -> caller.get("/echo/" + i).status()))
                .containsExactly(503, 503, 200);
        assertThat(sandbox.faults().inForce()).isEmpty();
    }

    @Test
    void strikesOnlyTheMethodAndPathItNames() {
        sandbox.faults().add(FaultRule.always("POST", "/effects/*", new Fault.Status(500, "text/plain", "")));

        assertThat(caller.get("/echo").status()).isEqualTo(200);
        assertThat(caller.get("/effects/r?marker=m").status()).isEqualTo(404);
        assertThat(caller.post("/effects/n", MARKED).status()).isEqualTo(500);
    }

    @Test
    void choosesTheSameVictimsForTheSameSeed() {
        assertThat(victims(7)).isEqualTo(victims(7)).contains("500").contains("200");
        assertThat(victims(7)).isNotEqualTo(victims(8));
    }

    @Test
    void losesTheAnswerBeforeOrAfterTheEffect() {
        sandbox.faults().add(FaultRule.next("POST", "/effects/n", new Fault.Close()));
        assertThatThrownBy(() -> caller.post("/effects/n", MARKED)).isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.ledger().timesApplied("effects.n", "m")).isZero();

        sandbox.faults()
                .add(FaultRule.next("POST", "/effects/n", new Fault.Close()).onceApplied());
        assertThatThrownBy(() -> caller.post("/effects/n", MARKED)).isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.ledger().timesApplied("effects.n", "m")).isEqualTo(1);
    }

    @Test
    void delaysAnAnswer() {
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.Delay(Duration.ofMillis(300))));
        Instant before = Instant.now();

        assertThat(caller.get("/echo").status()).isEqualTo(200);
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void resetsTheConnection() throws IOException {
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.Reset()));

        try (Socket socket = asking("/echo")) {
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "half-close"})
    void endsTheConnectionWithoutAnAnswer(String fault) throws IOException {
        assertThat(caller.post("/_sandbox/faults", "{\"path\":\"/echo\",\"fault\":\"" + fault + "\"}")
                        .status())
                .isEqualTo(204);

        try (Socket socket = asking("/echo")) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void saysNothingAtAll() throws IOException {
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.Hang()));

        try (Socket socket = asking("/echo")) {
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void answersAndThenClosesAConnectionThatWasToBeKept() throws IOException {
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.ReplyThenClose()));

        assertThat(all("/echo")).startsWith("HTTP/1.1 200").contains("\"path\"");
    }

    @Test
    void cutsAnAnswerShort() throws IOException {
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.Truncated(5)));

        String answer = all("/echo");

        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(5);
        assertThat(answer).doesNotContain("Content-Length: 5\r");
    }

    @Test
    void sendsRandomBytes() throws IOException {
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.Garbage(300)));

        assertThat(all("/echo")).hasSize(300).doesNotStartWith("HTTP");
    }

    @Test
    void breaksTheChunking() {
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.BrokenChunk()));

        assertThatThrownBy(() -> caller.get("/echo")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void sendsABodyOfAnySize() {
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.Huge(10_000_000)));

        Got got = caller.get("/echo");

        assertThat(got.bytes()).hasSize(10_000_000);
        assertThat(got.json().isObject()).isTrue();
    }

    @Test
    void sendsAGzipBodyThatInflatesALot() {
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.GzipBomb(50_000_000)));

        Got got = caller.get("/echo");

        assertThat(got.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(got.bytes()).hasSizeLessThan(100_000);
    }

    @Test
    void dripsAndSendsInterimAnswersAndRedirectsAndHeaders() throws IOException {
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.Drip(Duration.ZERO)));
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.Interim(3)));
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.Redirect(307, "http://127.0.0.1:9/")));
        sandbox.faults().add(FaultRule.next("GET", "/echo", new Fault.ExtraHeader("Retry-After", "3600")));

        assertThat(caller.get("/echo").status()).isEqualTo(200);
        assertThat(all("/echo")).startsWith("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102");
        assertThat(caller.get("/echo").header("Location")).isEqualTo("http://127.0.0.1:9/");
        assertThat(caller.get("/echo").header("Retry-After")).isEqualTo("3600");
    }

    @ParameterizedTest
    @CsvSource({"null, ''", "-5, -5", "'\"soon\"', soon"})
    void changesATokenReply(String value, String seen) {
        String refresh = sandbox.xAuthorization()
                .grant(Credentials.X_CLIENT_ID, Credentials.x("acme_labs").account(), Caller.X_SCOPES)
                .refreshToken();
        caller.post(
                "/_sandbox/faults",
                "{\"path\":\"/x/2/oauth2/token\",\"fault\":\"patch\",\"merge\":{\"expires_in\":" + value + "}}");

        Got got = caller.basic(Credentials.X_CLIENT_ID, Credentials.X_CLIENT_SECRET)
                .form("/x/2/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", refresh));

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.at("/access_token")).isNotEmpty();
        assertThat(got.at("/expires_in")).isEqualTo(seen);
    }

    @Test
    void refusesAFaultItDoesNotKnowAndSaysWhich() {
        Got got = caller.post("/_sandbox/faults", "{\"path\":\"/echo\",\"fault\":\"earthquake\"}");

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.at("/error")).contains("earthquake");
    }

    private String victims(long seed) {
        sandbox.faults().clear();
        sandbox.faults()
                .add(FaultRule.always("GET", "/echo", new Fault.Status(500, "text/plain", ""))
                        .withProbability(0.5, seed));
        StringBuilder statuses = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            statuses.append(caller.get("/echo").status()).append(' ');
        }
        return statuses.toString();
    }

    private Socket asking(String path) throws IOException {
        Socket socket = new Socket("127.0.0.1", sandbox.baseUri().getPort());
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: sandbox\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String all(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", sandbox.baseUri().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
