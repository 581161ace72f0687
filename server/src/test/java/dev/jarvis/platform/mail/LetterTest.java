package dev.jarvis.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LetterTest {
    @Test
    void letsNoSubjectBeginAnotherHeader() {
        Letter letter = new Letter("a@b.test", "Hello\r\nBcc: everybody@b.test", "Text");

        assertThat(letter.subject()).isEqualTo("Hello Bcc: everybody@b.test");
        assertThatThrownBy(() -> new Letter("a@b.test\nBcc: c@b.test", "Hello", "Text"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTheAddressOfTheServerAndKeepsItsPasswordOutOfSight() {
        SmtpSettings settings = SmtpSettings.of("smtps://ada%40b.test:p%3Aw+x@mail.b.test", "jarvis@b.test");

        assertThat(settings.port()).isEqualTo(465);
        assertThat(settings.user()).isEqualTo("ada@b.test");
        assertThat(settings.password().reveal()).isEqualTo("p:w+x");
        assertThat(settings.toString()).doesNotContain("p:w+x");
        assertThatThrownBy(() -> SmtpSettings.of("http://mail.b.test", "jarvis@b.test"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("JARVIS_SMTP_URL");
        assertThatThrownBy(() -> SmtpSettings.of("smtp://mail.b.test", "")).isInstanceOf(IllegalStateException.class);
    }
}
