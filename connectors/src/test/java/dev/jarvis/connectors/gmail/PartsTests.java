package dev.jarvis.connectors.gmail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTests {
    @ParameterizedTest
    @CsvSource({
        "Grüße, ISO-8859-1",
        "ışık, ISO-8859-9",
        "Привет, KOI8-R",
        "日本語, ISO-2022-JP",
        "日本語, Shift_JIS",
        "plain, US-ASCII",
    })
    void readsWordsInTheirDeclaredCharset(String words, String charset) {
        assertThat(Parts.words(words.getBytes(Charset.forName(charset)), "text/plain; charset=\"" + charset + "\""))
                .isEqualTo(words);
    }

    @Test
    void believesTheBytesWhereTheyAreUtf8WhateverIsDeclared() {
        assertThat(Parts.words("Grüße".getBytes(StandardCharsets.UTF_8), "text/plain; charset=iso-8859-1"))
                .isEqualTo("Grüße");
    }

    @Test
    void readsSomethingWhereTheCharsetIsUnknown() {
        assertThat(Parts.words("plain".getBytes(StandardCharsets.US_ASCII), "text/plain; charset=x-nobody-knows"))
                .isEqualTo("plain");
        assertThat(Parts.words(new byte[] {(byte) 0xff, 'a'}, "")).endsWith("a");
    }
}
