package dev.jarvis.platform.http;

import static dev.jarvis.platform.http.Calls.NOT_SENT;
import static dev.jarvis.platform.http.Calls.NO_ANSWER;
import static dev.jarvis.platform.http.Calls.SHORT;
import static dev.jarvis.platform.http.Calls.http;
import static dev.jarvis.platform.http.Calls.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.platform.http.FaultyServer.Behaviour;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import dev.jarvis.testing.Protocol;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server does, the caller learns exactly how far the call came, in time, and it is made at most once. */
@Protocol
@Tag("P6")
class OutgoingHttpFaultTest {
    private static final int HUGE = 100_000_000;

    static Stream<Arguments> faults() {
        assertThat(Bomb.PACKED).as("packed before the clock runs").hasSizeLessThan(HUGE / 500);
        Stream<Object[]> rows = Stream.of(
                fault("resets after the request", afterRequest((socket) -> FaultyServer.reset(socket)), NO_ANSWER),
                fault("closes without an answer", afterRequest(Socket::close), NO_ANSWER),
                fault("half closes", afterRequest(Socket::shutdownOutput), NO_ANSWER),
                fault("says nothing", afterRequest(OutgoingHttpFaultTest::hang), NO_ANSWER),
                fault(
                        "sends its head a byte a time",
                        afterRequest(socket -> drip(socket, "HTTP/1.1 200 OK\r\nX: y")),
                        NO_ANSWER),
                fault("resets within its head", answer("HTTP/1.1 200 OK\r\nContent-Le"), NO_ANSWER),
                fault(
                        "sends its body a byte a time",
                        afterRequest(socket -> {
                            FaultyServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
                            drip(socket, "x");
                        }),
                        NO_ANSWER + " 200"),
                fault(
                        "announces more than it sends",
                        answer("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort"),
                        NO_ANSWER + " 200"),
                fault(
                        "breaks a chunk",
                        answer("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nx"),
                        NO_ANSWER + " 201"),
                fault(
                        "ends within a chunk",
                        answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc"),
                        NO_ANSWER + " 200"),
                fault(
                        "refuses and breaks off",
                        answer("HTTP/1.1 403 Forbidden\r\nContent-Length: 99\r\n\r\nshort"),
                        "403"),
                fault("sends random bytes", afterRequest(OutgoingHttpFaultTest::noise), NO_ANSWER),
                fault(
                        "floods with 103",
                        afterRequest(socket -> flood(socket, "HTTP/1.1 103 Early Hints\r\n\r\n")),
                        NO_ANSWER),
                fault(
                        "floods with 100",
                        afterRequest(socket -> flood(socket, "HTTP/1.1 100 Continue\r\n\r\n")),
                        NO_ANSWER),
                fault(
                        "sends endless headers",
                        afterRequest(socket -> {
                            FaultyServer.write(socket, "HTTP/1.1 200 OK\r\n");
                            flood(socket, "X-More: and more\r\n");
                        }),
                        NO_ANSWER),
                fault(
                        "sends one endless header",
                        afterRequest(socket -> {
                            FaultyServer.write(socket, "HTTP/1.1 200 OK\r\nX: ");
                            flood(socket, "x".repeat(1000));
                        }),
                        NO_ANSWER),
                fault("answers 100 MB", afterRequest(socket -> huge(socket, 200)), NO_ANSWER + " 200"),
                fault("fails with 100 MB", afterRequest(socket -> huge(socket, 500)), "500"),
                fault("sends a gzip bomb", afterRequest(OutgoingHttpFaultTest::bomb), NO_ANSWER + " 200"),
                fault(
                        "says gzip and is not",
                        answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain"),
                        NO_ANSWER + " 200"),
                fault(
                        "says gzip and is empty",
                        answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n"),
                        "200"),
                fault(
                        "redirects to itself",
                        answer("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"),
                        "302"),
                fault(
                        "redirects inside",
                        answer(
                                "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:22/\r\nContent-Length: 0\r\n\r\n"),
                        "307"),
                fault(
                        "asks for a password",
                        answer(
                                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"),
                        "401"),
                fault(
                        "says try later",
                        answer("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"),
                        "503"),
                fault(
                        "slows down",
                        answer("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"),
                        "429"),
                fault("speaks HTTP/2", answer("HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n"), NO_ANSWER),
                fault("sends a preface of HTTP/2", answer("\0\0\u0012\u0004\0\0\0\0\0\0\u0003\0\0\0d"), NO_ANSWER));
        return rows.flatMap(row ->
                Stream.of("GET", "POST", "PUT", "DELETE").map(verb -> Arguments.of(row[0], verb, row[1], row[2])));
    }

    @ParameterizedTest(name = "{1} to a server that {0}: {3}")
    @MethodSource("faults")
    void saysHowFarTheCallCame(String fault, String verb, Behaviour behaviour, String expected) throws IOException {
        try (FaultyServer server = new FaultyServer(behaviour);
                OutgoingHttp http = http(SHORT, server.range())) {
            assertThat(outcome(http, request(verb, server.uri("/x")))).isEqualTo(expected);
            assertThat(server.accepted).as("made once").hasValue(1);
            assertThat(server.requests.get()).as("sent once").isLessThanOrEqualTo(1);
        }
    }

    /** Whether the reset arrives before or after our write is chance; that no server held the request is not. */
    @RepeatedTest(20)
    void neverTakesAConnectionResetAtOnceForAnAnswer() throws IOException {
        try (FaultyServer server = new FaultyServer((socket, _) -> FaultyServer.reset(socket));
                OutgoingHttp http = http(SHORT, server.range())) {
            assertThat(outcome(http, request("POST", server.uri("/")))).isIn(NOT_SENT, NO_ANSWER);
            assertThat(server.accepted).hasValue(1);
        }
    }

    @Test
    void countsARefusedConnectionAsNotSent() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        try (OutgoingHttp http = http(SHORT, "127.0.0.1:" + port)) {
            assertThat(outcome(http, request("POST", URI.create("http://127.0.0.1:" + port + "/"))))
                    .isEqualTo(NOT_SENT);
        }
    }

    @Test
    void countsAnUnknownHostAsNotSentAndNamesIt() {
        try (OutgoingHttp http = http(SHORT, "127.0.0.1:1")) {
            assertThatThrownBy(() -> http.send(Request.get(URI.create("https://nowhere.invalid/"))))
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            e -> assertThat(e.words()).isEqualTo("The host nowhere.invalid is not known."));
        }
    }

    @Test
    void countsASilentTlsServerAsNotSent() throws IOException {
        try (FaultyServer server = new FaultyServer((socket, _) -> hang(socket));
                OutgoingHttp http = http(SHORT, server.range())) {
            URI uri = URI.create("https://127.0.0.1:" + server.port() + "/");
            assertThat(outcome(http, request("POST", uri))).isEqualTo(NOT_SENT);
        }
    }

    @Test
    void waitsForATokenLongerThanForAnApi() throws IOException {
        try (FaultyServer server = FaultyServer.answering((socket, _) -> {
                    Thread.sleep(SHORT.api().plusMillis(300));
                    FaultyServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
                OutgoingHttp http = http(SHORT, server.range())) {
            Request post = request("POST", server.uri("/token"));
            assertThat(outcome(http, post)).isEqualTo(NO_ANSWER);
            assertThat(outcome(http, post.as(Request.Kind.TOKEN))).isEqualTo("200");
        }
    }

    @Test
    void endsAnApiCallAtItsDeadlineHoweverBusyTheServerIs() throws IOException {
        try (FaultyServer server = new FaultyServer(afterRequest(socket -> drip(socket, "HTTP/1.1 200 OK\r\nX: y")));
                OutgoingHttp http = http(SHORT, server.range())) {
            long start = System.nanoTime();
            outcome(http, request("GET", server.uri("/")));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(SHORT.api(), SHORT.api().plusSeconds(1));
        }
    }

    @Test
    void letsADownloadTakeItsTimeWhileBytesCome() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (FaultyServer server = FaultyServer.answering((socket, _) -> {
                    FaultyServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
                    for (int i = 0; i < 10; i++) {
                        Thread.sleep(SHORT.quiet().dividedBy(4));
                        FaultyServer.write(socket, "x");
                    }
                });
                OutgoingHttp http = http(SHORT, server.range())) {
            Reply reply = http.download(Request.get(server.uri("/file")), kept);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(kept.size()).isEqualTo(10);
        }
    }

    @Test
    void closesTheConnectionOfAnOversizedAnswerWithinASecond() throws Exception {
        AtomicLong closedAt = new AtomicLong();
        CountDownLatch closed = new CountDownLatch(1);
        try (FaultyServer server = FaultyServer.answering((socket, _) -> {
                    try {
                        huge(socket, 200);
                    } catch (IOException e) {
                        closedAt.set(System.nanoTime());
                        closed.countDown();
                        throw e;
                    }
                });
                OutgoingHttp http = http(Patience.USUAL, server.range())) {
            assertThat(outcome(http, request("GET", server.uri("/")))).isEqualTo(NO_ANSWER + " 200");
            long failed = System.nanoTime();
            assertThat(closed.await(1, TimeUnit.SECONDS)).isTrue();
            assertThat(closedAt.get() - failed).isLessThan(TimeUnit.SECONDS.toNanos(1));
        }
    }

    /** Sixty at twice ten megabytes are more than this JVM has. */
    @Test
    void survivesManyOversizedAnswersAtOnce() throws Exception {
        try (FaultyServer server = FaultyServer.answering((socket, _) -> huge(socket, 200));
                OutgoingHttp http = http(Patience.USUAL, server.range());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> outcomes = IntStream.range(0, 60)
                    .mapToObj(_ -> callers.submit(() -> outcome(http, request("GET", server.uri("/")))))
                    .toList();
            for (Future<String> outcome : outcomes) assertThat(outcome.get()).isEqualTo(NO_ANSWER + " 200");
        }
    }

    @Test
    void streamsAFileOfAnySizeInConstantMemory() throws IOException {
        try (FaultyServer server = FaultyServer.answering((socket, _) -> huge(socket, 200));
                OutgoingHttp http = http(Patience.USUAL, server.range())) {
            Counted sink = new Counted();
            http.download(Request.get(server.uri("/file")), sink);
            assertThat(sink.bytes).isEqualTo(HUGE);
            assertThat(sink.largest).isLessThanOrEqualTo(64 * 1024);
        }
    }

    @Test
    void uploadsAStreamAndCountsAShorterOneAsUnanswered() throws IOException {
        try (FaultyServer server = FaultyServer.sending("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                OutgoingHttp http = http(SHORT, server.range())) {
            Request post = Request.post(server.uri("/upload"));
            assertThat(outcome(http, post.stream("video/mp4", 500_000, zeros(500_000))))
                    .isEqualTo("200");
            assertThat(outcome(http, post.stream("video/mp4", 500_000, zeros(400_000))))
                    .isEqualTo(NO_ANSWER);
        }
    }

    @Test
    void takesAnEarlyRefusalOfAnUpload() throws IOException {
        try (FaultyServer server = new FaultyServer((socket, self) -> {
                    FaultyServer.readHead(socket.getInputStream());
                    FaultyServer.write(
                            socket, "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                });
                OutgoingHttp http = http(Patience.USUAL, server.range())) {
            Request post = Request.post(server.uri("/upload")).stream("video/mp4", HUGE, zeros(HUGE));
            assertThat(outcome(http, post)).isEqualTo("413");
        }
    }

    @ParameterizedTest
    @MethodSource("badHeaders")
    void refusesAHeaderThatCouldBecomeTwo(String name, String value) throws IOException {
        try (FaultyServer server = FaultyServer.sending("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                OutgoingHttp http = http(SHORT, server.range())) {
            assertThat(outcome(http, Request.get(server.uri("/")).header(name, value)))
                    .isEqualTo(NOT_SENT);
            assertThat(server.accepted).hasValue(0);
        }
    }

    static Stream<Arguments> badHeaders() {
        return Stream.of(
                Arguments.of("X-A", "a\r\nX-B: b"),
                Arguments.of("X-A", "a\nb"),
                Arguments.of("X-A", "a\0b"),
                Arguments.of("X-A", "m\u00fcller"),
                Arguments.of("X A", "a"),
                Arguments.of("X-A\r\nX-B", "a"),
                Arguments.of("", "a"),
                Arguments.of("Content-Length", "5"),
                Arguments.of("TRANSFER-ENCODING", "chunked"),
                Arguments.of("Host", "elsewhere.example"),
                Arguments.of("Connection", "X-A"));
    }

    @Test
    void readsHeadersInLowerCaseAndInflatesTheBody() throws IOException {
        byte[] packed = gzip("hello".getBytes(StandardCharsets.UTF_8));
        try (FaultyServer server = FaultyServer.answering((socket, _) -> {
                    FaultyServer.write(
                            socket,
                            "HTTP/1.1 200 OK\r\nCONTENT-ENCODING: gzip\r\nX-RATE-LIMIT: 1\r\nX-Rate-Limit: 2\r\nTransfer-Encoding: chunked\r\n\r\n");
                    FaultyServer.write(socket, Integer.toHexString(packed.length) + "\r\n");
                    socket.getOutputStream().write(packed);
                    FaultyServer.write(socket, "\r\n0\r\n\r\n");
                });
                OutgoingHttp http = http(SHORT, server.range())) {
            Reply reply = http.send(Request.get(server.uri("/")));
            assertThat(reply.text()).isEqualTo("hello");
            assertThat(reply.headers().get("x-rate-limit")).containsExactly("1", "2");
            http.send(Request.get(server.uri("/")));
            assertThat(server.accepted).as("kept for the second call").hasValue(1);
        }
    }

    private static Request request(String verb, URI uri) {
        Request request = switch (verb) {
            case "GET" -> Request.get(uri);
            case "POST" -> Request.post(uri);
            case "PUT" -> Request.put(uri);
            default -> Request.delete(uri);
        };
        return verb.startsWith("P")
                ? request.bytes("application/json", "{}".getBytes(StandardCharsets.UTF_8))
                : request;
    }

    private static Object[] fault(String name, Behaviour behaviour, String outcome) {
        return new Object[] {name, behaviour, outcome};
    }

    @FunctionalInterface
    private interface Deed {
        void on(Socket socket) throws Exception;
    }

    private static Behaviour afterRequest(Deed deed) {
        return (socket, server) -> {
            if (server.readRequest(socket.getInputStream())) deed.on(socket);
        };
    }

    private static Behaviour answer(String text) {
        return afterRequest(socket -> FaultyServer.write(socket, text));
    }

    private static void hang(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void drip(Socket socket, String text) throws Exception {
        for (int i = 0; ; i++) {
            FaultyServer.write(socket, i < text.length() ? text.substring(i, i + 1) : "x");
            Thread.sleep(20);
        }
    }

    private static void flood(Socket socket, String text) throws IOException {
        while (true) FaultyServer.write(socket, text);
    }

    private static void noise(Socket socket) throws IOException {
        byte[] bytes = new byte[200_000];
        new Random(42).nextBytes(bytes);
        socket.getOutputStream().write(bytes);
    }

    private static void huge(Socket socket, int status) throws IOException {
        FaultyServer.write(socket, "HTTP/1.1 %d Whatever\r\nContent-Length: %d\r\n\r\n".formatted(status, HUGE));
        byte[] piece = new byte[50_000];
        Arrays.fill(piece, (byte) 'x');
        for (int i = 0; i < HUGE / piece.length; i++) socket.getOutputStream().write(piece);
    }

    private static void bomb(Socket socket) throws IOException {
        byte[] packed = Bomb.PACKED;
        FaultyServer.write(
                socket,
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n".formatted(packed.length));
        socket.getOutputStream().write(packed);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static Supplier<InputStream> zeros(int length) {
        return () -> new ByteArrayInputStream(new byte[length]);
    }

    private static final class Bomb {
        static final byte[] PACKED = packed();

        private static byte[] packed() {
            try {
                return gzip(new byte[HUGE]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Counted extends OutputStream {
        long bytes;
        int largest;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
            largest = Math.max(largest, length);
        }
    }
}
