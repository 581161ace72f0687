package dev.jarvis.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.Role;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
class BadInputTest {
    private static final String SIGN_IN = "/api/auth/sign-in";

    @Autowired
    private ApplicationContext context;

    private World world;

    @BeforeEach
    void build() {
        world = new World(context);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"email\":\"a@b.c\"}                                        | password   | is needed",
                "{\"email\":\"a@b.c\",\"password\":null}                      | password   | is needed",
                "{\"email\":7,\"password\":\"x\"}                             | email      | a text",
                "{\"email\":[],\"password\":\"x\"}                            | email      | must be",
                "{\"email\":\"nobody\",\"password\":\"x\"}                    | email      | ada@example.com",
                "{\"email\":\"a@b.c\",\"password\":\"x\",\"admin\":true}      | admin      | not known",
                "{\"email\":\"a@b.c\",\"password\":\"x\\u0000\"}              | password   | U+0000",
                "{\"email\":\"a@b.c\",\"pass\\u0000word\":\"x\"}              | password   | U+0000",
                "[]                                                           | body       | must be",
                "\"text\"                                                     | body       | must be",
            })
    void namesTheFieldThatIsWrong(String body, String field, String words) {
        Caller.Answer answer = world.stranger().send("POST", SIGN_IN, body);
        assertProblem(answer, 400, "bad-input");
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
        assertThat(answer.text("/errors/0/message")).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"email\":\"a@b.c\",\"password\":\"x\"} trailing",
                "{\"email\":\"a@b.c\",\"email\":\"d@e.f\",\"password\":\"x\"}",
                "{'email':'a@b.c'}",
                "nonsense",
            })
    void refusesWhatIsNotOneWellFormedDocument(String body) {
        assertProblem(world.stranger().send("POST", SIGN_IN, body), 400, "bad-json");
    }

    @Test
    void refusesADocumentThatIsNestedTooDeeply() {
        String deep = "{\"email\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        Caller.Answer answer = world.stranger().send("POST", SIGN_IN, deep);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(ProblemDocument.MEDIA_TYPE);
    }

    @Test
    void namesThePathOfANestedField() {
        World here = world;
        var observatory = here.observatory();
        Caller admin = here.member(observatory, Role.ADMIN);
        Caller.Answer zone =
                admin.send("PATCH", "/api/observatories/" + observatory, "{\"settings\":{\"retention\":\"long\"}}");
        assertThat(zone.text("/errors/0/field")).isEqualTo("settings.retention");
        assertThat(zone.text("/errors/0/message")).isEqualTo("must be a whole number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"config\":{\"a\":{\"b\":\"x\\u0000\"}}}  | config.a.b",
                "{\"config\":{\"a\":[1,\"\\u0000\"]}}         | config.a[1]",
                "{\"config\":{\"a\":[{\"b\\u0000\":1}]}}      | config.a[0].b",
            })
    void refusesTheCharacterThatNoColumnTakesHoweverDeep(String body, String field) {
        Caller admin = world.member(world.observatory(), Role.ADMIN);

        Caller.Answer answer = admin.send("PATCH", "/api/integrations/0192f0c1-2d3e-7abc-8def-0123456789ab", body);

        assertProblem(answer, 400, "bad-input");
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml",
                "application/cbor",
                "application/yaml",
                "application/octet-stream",
                "text/json",
                "application/vnd.acme+json",
                "application/json-patch+json",
                "*/*",
            })
    void takesNoContentTypeThatIsNotDeclared(String type) {
        Caller.Answer answer = world.stranger()
                .with("Content-Type", type)
                .send("POST", SIGN_IN, "{\"email\":\"a@b.c\",\"password\":\"x\"}");
        assertProblem(answer, 415, "unsupported-media-type");
    }

    @Test
    void refusesABodyThatIsTooLargeWhetherItSaysSoOrNot() throws Exception {
        String large = "{\"email\":\"" + "a".repeat(2 << 20) + "\"}";
        assertProblem(world.stranger().send("POST", SIGN_IN, large), 413, "body-too-large");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest chunked = HttpRequest.newBuilder(URI.create("http://localhost:" + world.port() + SIGN_IN))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(large)))
                    .build();
            HttpResponse<String> answer = http.send(chunked, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        }
    }

    @Test
    void answersEveryOtherRefusalAsAProblem() {
        Caller owner = world.member(world.observatory(), Role.OWNER);
        assertProblem(owner.get("/api/nothing"), 404, "no-route");
        assertProblem(owner.send("PUT", "/api/me", "{}"), 405, "method-not-allowed");
        assertProblem(owner.send("OPTIONS", "/api/me", null), 404, "no-route");
        assertProblem(owner.with("Accept", "image/png").get("/api/me"), 406, "not-acceptable");
        assertProblem(owner.delete("/api/keys/not-an-id"), 400, "bad-input");
        assertProblem(owner.get("/api/keys?limit=many"), 400, "bad-input");
        assertProblem(owner.get("/api/keys?limit=0"), 400, "bad-input");
        assertProblem(owner.get("/api/keys?cursor=!"), 400, "bad-cursor");
        assertProblem(owner.get("/api/missing.js"), 404, "no-route");
    }

    @Test
    void saysWhichMethodsThereAre() {
        assertThat(world.stranger().send("PUT", "/api/me", "{}").headers().firstValue("Allow"))
                .hasValue("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/me%2fx HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/me HTTP/1.1\r\nHost: local host\r\n\r\n",
                "GET /api/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "BREW /api/me HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void answersWhatTheContainerRefusesInTheSameLanguage(String raw) throws IOException {
        String answer = raw(raw);
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json", "\"code\":");
        assertThat(answer).doesNotContain("Apache", "Tomcat", "<html", "Exception", "\tat ");
    }

    @Test
    void answersHeadersThatAreTooLongInTheSameLanguage() throws IOException {
        String answer = raw("GET /api/me HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<html", "Exception");
    }

    @Test
    void namesEveryRequest() {
        Stream.of("/api/me", "/api/health", "/api/nothing", "/api/me%2f")
                .forEach(path -> assertThat(world.stranger().get(path).headers().firstValue(RequestId.HEADER))
                        .as(path)
                        .isPresent());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", world.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n > 0; n = in.available() > 0 ? in.read(buffer) : -1)
                answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            return answer.toString();
        }
    }

    private static void assertProblem(Caller.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(ProblemDocument.MEDIA_TYPE);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.text("/type")).isEqualTo("urn:jarvis:problem:" + code);
        assertThat(answer.text("/status")).isEqualTo(Integer.toString(status));
    }
}
