package dev.jarvis.connectors.gmail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a@acme.com,b@acme.com                                        | a@acme.com;b@acme.com
            Ada <a@acme.com>, b@acme.com                                 | Ada <a@acme.com>;b@acme.com
            "Groß, Jürgen" <j@acme.com>, b@acme.com                      | "Groß, Jürgen" <j@acme.com>;b@acme.com
            =?UTF-8?Q?Gro=C3=9F,_J=C3=BCrgen?= <j@acme.com>, b@acme.com  | Groß, Jürgen <j@acme.com>;b@acme.com
            undisclosed-recipients:;                                     | undisclosed-recipients:;
            """)
    void tellsAddressesApart(String header, String addresses) {
        assertThat(String.join(";", new Headers(List.of(new Headers.Header("To", header))).addresses("to")))
                .isEqualTo(addresses);
    }

    @Test
    void decodesWhatTravelledEncodedAndSurvivesAnUnknownCharset() {
        assertThat(Headers.decode("=?ISO-8859-9?B?/f7+6w==?= =?UTF-8?Q?_x?=")).isEqualTo("ışşë x");
        assertThat(Headers.decode("=?x-none?Q?abc?=")).isEqualTo("=?x-none?Q?abc?=");
        assertThat(new Headers(List.of()).addresses("To")).isEmpty();
    }
}
