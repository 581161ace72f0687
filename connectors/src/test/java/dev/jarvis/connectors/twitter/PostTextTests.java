package dev.jarvis.connectors.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.sdk.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostTextTests {
    @ParameterizedTest
    @CsvSource({
        "Hello, 5",
        "Grüße, 5",
        "日本語, 6",
        "👍, 2",
        "👩‍👩‍👧‍👦, 2",
        "İstanbul ışık, 13",
        "https://a-very-long-address.example.com/with/a/path?and=a&query=too, 23",
        "see example.com now, 31",
    })
    void countsAsXCounts(String text, int length) {
        assertThat(PostText.length(text)).isEqualTo(length);
    }

    @Test
    void allows280AndRefuses281WithTheCount() {
        assertThatCode(() -> PostText.checked("text", "a".repeat(280))).doesNotThrowAnyException();
        assertThatThrownBy(() -> PostText.checked("text", "a".repeat(281)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("281")
                .hasMessageContaining("280")
                .extracting("field")
                .isEqualTo("text");
    }

    @Test
    void countsWideLettersTwice() {
        assertThatThrownBy(() -> PostText.checked("text", "日".repeat(141))).hasMessageContaining("282");
    }

    @Test
    void refusesCharactersThatXDoesNotTake() {
        assertThatThrownBy(() -> PostText.checked("text", "a\uFFFEb")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void tellsWhetherItLeadsAway() {
        assertThat(PostText.hasAddress("Read https://acme.com/anvil")).isTrue();
        assertThat(PostText.hasAddress("No address. here")).isFalse();
    }
}
