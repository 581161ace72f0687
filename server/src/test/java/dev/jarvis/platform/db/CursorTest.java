package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.platform.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final UUID ID = UUID.fromString("0192f0c1-2d3e-7abc-8def-0123456789ab");

    @Test
    void keepsTheMicrosecondsOfATime() {
        var cursor = new Cursor<>(Instant.parse("2026-03-29T01:59:59.123456Z"), ID);

        assertThat(Cursor.Kind.TIME.decode(Cursor.Kind.TIME.encode(cursor))).isEqualTo(cursor);
    }

    @Test
    void keepsNumbersAndTextsOfAnyAlphabet() {
        var text = new Cursor<>("İıŞş 😀", ID);
        var number = new Cursor<>(Long.MIN_VALUE, ID);

        assertThat(Cursor.Kind.TEXT.decode(Cursor.Kind.TEXT.encode(text))).isEqualTo(text);
        assertThat(Cursor.Kind.NUMBER.decode(Cursor.Kind.NUMBER.encode(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "dA", "ş", "dAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "....."})
    void refusesWhatItDidNotWrite(String text) {
        assertThatThrownBy(() -> Cursor.Kind.TIME.decode(text)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.code()).isEqualTo("bad-cursor");
        });
    }

    @Test
    void refusesACursorOfAnotherKindOfList() {
        String byNumber = Cursor.Kind.NUMBER.encode(new Cursor<>(1L, ID));

        assertThatThrownBy(() -> Cursor.Kind.TEXT.decode(byNumber)).isInstanceOf(Problem.class);
    }

    @Test
    void endsTheListWhenNoRowIsTooMany() {
        assertThat(Page.of(List.of("a", "b"), 2, row -> row).nextCursor()).isNull();
        assertThat(Page.of(List.of("a", "b", "c"), 2, row -> row)).isEqualTo(new Page<>(List.of("a", "b"), "b"));
    }
}
