package dev.jarvis.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sdk.Secret;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void makesKeysThatScannersKnow() {
        for (int i = 0; i < 1000; i++) {
            String key = Tokens.apiKey().reveal();
            assertThat(key).matches("jrv_[0-9A-Za-z]{36}");
            assertThat(Tokens.isApiKey(key)).isTrue();
        }
    }

    /** From {@code zlib.crc32(b"0" * 30)} in Python, written in base 62. */
    @Test
    void checksByTheCrcOfTheRandomPart() {
        assertThat(Tokens.isApiKey("jrv_" + "0".repeat(30) + "2C8GjS")).isTrue();
    }

    @Test
    void refusesAKeyWithAnyCharacterChanged() {
        String key = Tokens.apiKey().reveal();
        for (int i = 0; i < key.length(); i++) {
            char other = key.charAt(i) == 'a' ? 'b' : 'a';
            assertThat(Tokens.isApiKey(key.substring(0, i) + other + key.substring(i + 1)))
                    .isFalse();
        }
        assertThat(Tokens.isApiKey("")).isFalse();
        assertThat(Tokens.isApiKey(key + "a")).isFalse();
        assertThat(Tokens.isApiKey(" " + key)).isFalse();
    }

    @Test
    void repeatsNone() {
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(_ -> Tokens.fresh().reveal())
                        .collect(Collectors.toSet()))
                .hasSize(10_000)
                .allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void storesAHashThatOnlyTheTokenMatches() {
        Secret token = Tokens.fresh();
        assertThat(Tokens.hash(token)).hasSize(32);
        assertThat(Tokens.matches(token.reveal(), Tokens.hash(token))).isTrue();
        assertThat(Tokens.matches(token.reveal() + "x", Tokens.hash(token))).isFalse();
    }
}
