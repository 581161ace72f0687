package dev.jarvis.connectors.gmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.sdk.InvalidInput;
import jakarta.mail.internet.InternetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a@acme.com                         | a@acme.com                |
            Ada <a.b+c@mail.acme.com>          | a.b+c@mail.acme.com       | Ada
            "Groß, Jürgen" <j@acme.com>        | j@acme.com                | Groß, Jürgen
            b@bücher.example                   | b@xn--bcher-kva.example   |
            b@例え.jp                           | b@xn--r8jz45g.jp          |
            """)
    void readsWhatPeopleType(String text, String address, String name) {
        InternetAddress read = MailAddress.of("to[0]", text);

        assertThat(read.getAddress()).isEqualTo(address);
        assertThat(read.getPersonal()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@acme.com",
                "a@",
                "a@acme",
                "a b@acme.com",
                "a@acme.com, b@acme.com",
                "a@acme..com",
                "a@-acme.com",
                ".a@acme.com",
                "<a@acme.com",
                "a@acme.com>",
                "jürgen@acme.com",
                "a@straße.de",
                "a@acme.com\r\nBcc: b@acme.com",
                "Ada\n <a@acme.com>",
                "team: a@acme.com;",
                "a@[127.0.0.1]"
            })
    void refusesWhatCannotBeDelivered(String text) {
        assertThatThrownBy(() -> MailAddress.of("to[0]", text))
                .isInstanceOf(InvalidInput.class)
                .extracting("field")
                .isEqualTo("to[0]");
    }

    @Test
    void saysWhyLettersBeforeTheAtAreRefused() {
        assertThatThrownBy(() -> MailAddress.of("to[0]", "jürgen@acme.com")).hasMessageContaining("RFC 6531");
        assertThatThrownBy(() -> MailAddress.of("to[0]", "a@straße.de")).hasMessageContaining("xn--");
    }
}
