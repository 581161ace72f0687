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
    void callsNothingPlainThatXWouldCountOtherwise() {
        String letters = "aZ09 .:/@#-_\n\t\u00a0ßéÿ\u024f\u0301日👍com";
        java.util.Random random = new java.util.Random(20260);
        int plain = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(290);
            int alphabet = 1 + random.nextInt(letters.length());
            while (text.length() < length) text.append(letters.charAt(random.nextInt(alphabet)));
            if (!PostText.isPlain(text.toString())) continue;
            plain++;
            var counted = com.twitter.twittertext.TwitterTextParser.parseTweet(text.toString());
            assertThat(counted.isValid).as(text.toString()).isTrue();
            assertThat(counted.weightedLength).as(text.toString()).isLessThanOrEqualTo(PostText.MOST);
        }
        assertThat(plain).isGreaterThan(500);
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
