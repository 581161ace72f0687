package dev.jarvis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerTests {

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

    @AfterEach
    void stops() {
        sandbox.close();
    }

    @Test
    void answersSeveralRequestsOnOneConnection() throws IOException {
        String one = "POST /echo HTTP/1.1\r\nHost: s\r\nContent-Length: 3\r\n\r\n";
        String answers = converse(one + "abc" + one + "def" + "GET /echo/end HTTP/1.1\r\nConnection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
        assertThat(answers).contains("\"body\":\"abc\"", "\"body\":\"def\"", "/end");
    }

    @Test
    void readsAChunkedBody() {
        byte[] body = "chunk by chunk".getBytes(StandardCharsets.UTF_8);

        var got = Caller.of(sandbox)
                .call("POST", "/echo", HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertThat(got.at("/body")).isEqualTo("chunk by chunk");
        assertThat(sandbox.ledger()
                        .entries("POST", "/echo")
                        .getFirst()
                        .request()
                        .body())
                .isEqualTo(body);
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws IOException {
        String answers = converse(
                "POST /echo HTTP/1.1\r\nExpect: 100-continue\r\nConnection: close\r\n" + "Content-Length: 2\r\n\r\nhi");

        assertThat(answers).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /\r\n\r\n', 400",
        "'GET / HTTP/1.1\r\nno colon\r\n\r\n', 400",
        "'POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n', 400",
        "'POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n', 413",
        "'POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n', 413"
    })
    void refusesWhatIsNoRequestAndClosesTheConnection(String bytes, int status) throws IOException {
        assertThat(converse(bytes)).startsWith("HTTP/1.1 " + status).contains("Connection: close");
    }

    @Test
    void cutsOpenConnectionsWhenItStops() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", sandbox.baseUri().getPort())) {
            socket.getOutputStream().write("GET /echo HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            sandbox.close();
            while (in.read() >= 0) {
                // the rest of the answer
            }
        }
    }

    private String converse(String bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", sandbox.baseUri().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
