package dev.jarvis.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RequestTests {
    private static final URI HERE = URI.create("https://user@api.test:8443/posts?token=hidden");

    @Test
    void knowsWhichCallsChangeThePlatform() {
        assertThat(Request.get(HERE).effect()).isFalse();
        assertThat(List.of(Request.post(HERE), Request.put(HERE), Request.delete(HERE)))
                .allMatch(Request::effect);
        assertThat(Request.post(HERE).withoutEffect().effect()).isFalse();
    }

    @Test
    void leavesTheOneItCameFromAsItWas() {
        Request before = Request.get(HERE);

        before.header("A", "1").bearer(Secret.of("t")).as(Request.Kind.DOWNLOAD);

        assertThat(before.headers()).isEmpty();
        assertThat(before.kind()).isEqualTo(Request.Kind.API);
    }

    @Test
    void encodesFormsSoThatEveryServerReadsThemAlike() {
        assertThat(Request.encode(Map.of("a b", "c&d=e+f/ü"))).isEqualTo("a%20b=c%26d%3De%2Bf%2F%C3%BC");
    }

    @Test
    void showsNeitherTokensNorQueries() {
        Request request = Request.get(HERE).bearer(Secret.of("very-secret"));

        assertThat(request.toString()).doesNotContain("very-secret", "hidden");
    }

    @Test
    void countsAStreamAsAnUpload() {
        assertThat(Request.post(HERE).stream("video/mp4", 5, () -> null).kind()).isEqualTo(Request.Kind.UPLOAD);
    }

    @Test
    void readsHeadersInAnyCase() {
        Reply reply = new Reply(200, Map.of("retry-after", List.of("5", "6")), new byte[0]);

        assertThat(reply.header("Retry-After")).contains("5");
        assertThat(reply.header("ETag")).isEmpty();
        assertThat(reply.json().isMissingNode()).isTrue();
    }

    @Test
    void callsAPageWhereJsonShouldBeAPassingTrouble() {
        Reply page = new Reply(200, Map.of(), "<html>".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(page::json)
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT));
    }

    @Test
    void writesASecretNowhere() {
        Secret secret = Secret.of("very-secret");

        assertThat(secret)
                .hasToString("••••")
                .isEqualTo(Secret.of("very-secret"))
                .isNotEqualTo(Secret.of("other"));
        assertThat(Map.of("k", secret).toString()).doesNotContain("very-secret");
        assertThatThrownBy(() -> JsonMapper.shared().writeValueAsString(Map.of("k", secret)))
                .hasMessageNotContaining("very-secret");
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
    }
}
