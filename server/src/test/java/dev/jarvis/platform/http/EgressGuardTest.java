package dev.jarvis.platform.http;

import static dev.jarvis.platform.http.Calls.NOT_SENT;
import static dev.jarvis.platform.http.Calls.NO_ANSWER;
import static dev.jarvis.platform.http.Calls.SHORT;
import static dev.jarvis.platform.http.Calls.guard;
import static dev.jarvis.platform.http.Calls.http;
import static dev.jarvis.platform.http.Calls.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.sdk.Request;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No byte reaches a forbidden address; counted where it would arrive, not where it is sent. */
@Protocol
class EgressGuardTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static FaultyServer forbidden;

    @BeforeAll
    static void listen() {
        forbidden = FaultyServer.sending(OK);
    }

    @AfterAll
    static void stop() throws IOException {
        forbidden.close();
    }

    /** Every way we know to write this machine, its network or a cloud's metadata service. */
    static Stream<String> hosts() {
        Stream<String> plain = Stream.of(
                "127.0.0.1",
                "127.0.0.2",
                "127.1",
                "127.0.1",
                "127.255.255.254",
                "0",
                "0.0.0.0",
                "0.0",
                "0x0",
                "00",
                "2130706433",
                "02130706433",
                "017700000001",
                "0x7f000001",
                "0X7F000001",
                "0x7f.1",
                "0x7f.0x0.0x0.0x1",
                "0177.0.0.1",
                "0177.1",
                "00000177.0.0.1",
                "127.0.0.01",
                "127.00.0.1",
                "0127.0.0.1",
                "127.0.0.1.",
                "127.0.0.1..",
                "127..0.0.1",
                ".127.0.0.1",
                "127.0.0.256",
                "127.0.0.1.1",
                "4294967295",
                "4294967296",
                "18446744071562067969",
                "1.2.3.4.5",
                "127.0.0.0x1",
                "127.0.0.1%20",
                "127.0.0.1%00",
                "127.0.0.1%2e",
                "%31%32%37.0.0.1",
                "127%2e0%2e0%2e1",
                "127.0.0.1%23",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[0000::1]",
                "[::1%25lo]",
                "[::1%251]",
                "[::1%lo]",
                "[fe80::1%25eth0]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[::7f00:1]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[2001:0:7f00:1::f7f7:f7f7]",
                "[::ffff:0:127.0.0.1]",
                "[64:ff9b:1::7f00:1]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]",
                "[2002:a9fe:a9fe::1]",
                "[fd00:ec2::254]",
                "[fc00::1]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]",
                "[100::1]",
                "[2001:db8::1]",
                "[3fff::1]",
                "[::169.254.169.254]",
                "localhost",
                "LOCALHOST",
                "LocalHost",
                "localhost.",
                "localhost..",
                "a.localhost",
                "localhost.localdomain",
                "ip6-localhost",
                "ip6-loopback",
                "local",
                "metadata",
                "metadata.google.internal",
                "169.254.169.254",
                "169.254.170.2",
                "2852039166",
                "0xa9fea9fe",
                "0251.0376.0251.0376",
                "169.254.43518",
                "10.0.0.1",
                "10.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.257",
                "100.64.0.1",
                "100.100.100.200",
                "192.0.0.192",
                "0.1.2.3",
                "198.18.0.1",
                "168.63.129.16",
                "240.0.0.1",
                "255.255.255.255",
                "224.0.0.1",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "192.88.99.1",
                "127.0.0.1.nip.invalid",
                "127-0-0-1.sslip.invalid",
                "sub.rebind.test",
                "\uff11\uff12\uff17.0.0.1",
                "127\u30020\u30020\u30021",
                "127\uff0e0\uff0e0\uff0e1",
                "127\uff610\uff610\uff611",
                "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
                "loc\u0430lhost",
                "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
                "local\u00adhost",
                "localhost\u200b",
                "\u217cocalhost",
                "l\u043ecalhost",
                "xn--localhost-x",
                "-localhost",
                "localhost-",
                "local_host",
                "a..b",
                ".",
                "..",
                "*",
                "~",
                "$HOME",
                "!",
                "user@localhost",
                "user:pw@127.0.0.1",
                "8.8.8.8@127.0.0.1",
                "8.8.8.8%40127.0.0.1",
                "example.com@127.0.0.1",
                "127.0.0.1@example.com",
                "example.com:80@127.0.0.1",
                "example.com\\@127.0.0.1",
                "127.0.0.1\\@example.com",
                "127.0.0.1 ",
                " 127.0.0.1",
                "127.0.0.1\t",
                "127.0.0.1\r\n",
                "127.0.0.1\0.example.com",
                "example.com#@127.0.0.1",
                "[::1].example.com",
                "[127.0.0.1]",
                "[::1",
                "::1",
                "[]",
                "[:::1]",
                "[1]",
                "[g::1]",
                "[::1]]",
                "[v1.127]",
                "[::1]:80@example.com");
        return plain;
    }

    static List<String> urls() {
        int port = forbidden.port();
        Stream<String> written = hosts().flatMap(host ->
                Stream.of("http://%s:%d/".formatted(host, port), "https://%s:%d/".formatted(host, port)));
        Stream<String> schemes = Stream.of(
                        "ftp",
                        "file",
                        "gopher",
                        "ws",
                        "wss",
                        "jar:http",
                        "view-source:http",
                        "dict",
                        "ldap",
                        "data",
                        "",
                        "HTTP:",
                        "ht\ttp")
                .map(scheme -> "%s://127.0.0.1:%d/".formatted(scheme, port));
        Stream<String> shapes = Stream.of(
                        "//127.0.0.1:%d/",
                        "http:127.0.0.1:%d/",
                        "http:/127.0.0.1:%d/",
                        "http:///127.0.0.1:%d/",
                        "http:\\\\127.0.0.1:%d/",
                        "127.0.0.1:%d",
                        "/",
                        "http://",
                        "http://:%d/",
                        "http://127.0.0.1:%d:80/",
                        "http://127.0.0.1:0%d/",
                        "http://127.0.0.1:-1/",
                        "https://127.0.0.1:99999/",
                        "https://127.0.0.1:0/",
                        "http://?@127.0.0.1:%d/",
                        "http://127.0.0.1:%d?x",
                        "http://127.0.0.1:%d#x",
                        "http://127.0.0.1:%d;x")
                .map(shape -> shape.formatted(port));
        return Stream.of(written, schemes, shapes).flatMap(all -> all).toList();
    }

    /** A resolver that answers as the system would at its most permissive: what looks like this machine, is. */
    private static InetAddress[] permissive(String host) {
        return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
    }

    @Test
    @Tag("P20")
    void letsNoSpellingOfAForbiddenAddressThrough(Proof proof) {
        List<String> urls = urls();
        assertThat(urls).hasSizeGreaterThanOrEqualTo(300);
        try (OutgoingHttp http = http(SHORT, EgressGuardTest::permissive)) {
            for (String url : urls) assertThat(outcomeOf(http, url)).as(url).isEqualTo(NOT_SENT);
        }
        assertThat(forbidden.accepted).hasValue(0);
        proof.count("spellings", urls.size()).count("connections inside", forbidden.accepted.get());
    }

    private static String outcomeOf(OutgoingHttp http, String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            assertThatThrownBy(() -> guard(EgressGuardTest::permissive).check(url))
                    .isInstanceOf(AddressRefused.class);
            return NOT_SENT; // nobody can even make a request of it
        }
        return outcome(http, Request.get(uri));
    }

    /** A name that is public when asked first and inside when asked again, and the reverse. */
    @Test
    @Tag("P20")
    void connectsToTheAddressItCheckedHoweverNamesAlternate(Proof proof) {
        AtomicInteger asked = new AtomicInteger();
        InetAddress inside = InetAddress.ofLiteral("127.0.0.1");
        Names alternating = _ -> {
            if (asked.incrementAndGet() % 2 == 0) return new InetAddress[] {inside};
            throw new java.net.UnknownHostException("stands for a public address, which a test must not call");
        };
        try (OutgoingHttp http = http(SHORT, alternating)) {
            URI uri = URI.create("https://rebind.test:" + forbidden.port() + "/");
            for (int i = 0; i < 10_000; i++)
                assertThat(outcome(http, Request.get(uri))).isEqualTo(NOT_SENT);
        }
        assertThat(asked).as("asked once a call").hasValue(10_000);
        assertThat(forbidden.accepted).hasValue(0);
        proof.count("alternating answers", asked.get());
    }

    @Test
    void refusesMixedAnswersWhole() {
        InetAddress good = InetAddress.ofLiteral("8.8.8.8");
        InetAddress bad = InetAddress.ofLiteral("127.0.0.1");
        for (InetAddress[] mix : new InetAddress[][] {{good, bad}, {bad, good}, {good, good, bad}}) {
            assertThatThrownBy(() -> guard(_ -> mix).addresses("mixed.test", 443))
                    .isInstanceOf(AddressRefused.class);
            assertThatThrownBy(() -> guard(_ -> mix, "127.0.0.1:443").addresses("mixed.test", 443))
                    .as("also when the operator opened the one inside")
                    .isInstanceOf(AddressRefused.class);
        }
    }

    @Test
    void followsNoRedirectInside() throws IOException {
        String answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n"
                .formatted(forbidden.port());
        try (FaultyServer server = FaultyServer.sending(answer);
                OutgoingHttp http = http(SHORT, server.range())) {
            assertThat(outcome(http, Request.get(server.uri("/")))).isEqualTo("302");
        }
        assertThat(forbidden.accepted).hasValue(0);
    }

    @Test
    void opensWhatTheOperatorNamesAndNothingBesideIt() throws IOException {
        try (FaultyServer server = FaultyServer.sending(OK);
                OutgoingHttp http = http(SHORT, server.range())) {
            assertThat(outcome(http, Request.get(server.uri("/")))).isEqualTo("200");
            assertThat(outcome(http, Request.get(forbidden.uri("/")))).isEqualTo(NOT_SENT);
            URI other = URI.create("http://127.0.0.2:" + server.port() + "/");
            assertThat(outcome(http, Request.get(other))).isIn(NOT_SENT).isNotEqualTo(NO_ANSWER);
        }
        assertThat(forbidden.accepted).hasValue(0);
    }

    @Test
    void wantsTlsWhereTheOperatorDidNotOpenARange() {
        EgressGuard guard = guard(_ -> new InetAddress[] {InetAddress.ofLiteral("8.8.8.8")});
        assertThatCode(() -> guard.addresses(true, "api.example.com", 443)).doesNotThrowAnyException();
        assertThatThrownBy(() -> guard.addresses(false, "api.example.com", 80))
                .hasMessage("api.example.com must be called with https://.");
    }

    @Test
    void refusesInWordsThatDoNotMapTheNetwork() {
        EgressGuard guard = guard(_ -> new InetAddress[] {InetAddress.ofLiteral("10.20.30.40")});
        assertThatThrownBy(() -> guard.addresses("intranet.example.com", 443))
                .hasMessageContaining("intranet.example.com")
                .hasMessageContaining("JARVIS_EGRESS_ALLOW=<address>:443")
                .hasMessageNotContaining("10.20.30.40");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.twitter.com/2/tweets",
                "https://api.x.com",
                "https://gmail.googleapis.com/gmail/v1/users/me/messages?q=a%20b",
                "https://example.com:8443/a/b;c=d?e=f#g",
                "HTTPS://EXAMPLE.COM/",
                "https://xn--mller-kva.example/",
                "https://a-b.c-d.example",
                "https://1.1.1.1/",
                "https://8.8.8.8:853/",
                "https://[2606:4700:4700::1111]/",
                "https://[2001:4860:4860::8888]:443/x",
                "https://3com.example/",
                "https://1password.example/",
                "https://127.example.com/",
                "https://0x7f.example/",
                "https://a.b.c.d.e.f.g/",
                "https://example.com./",
                "https://r3---sn-abc.example/"
            })
    void takesPublicUrls(String url) {
        EgressGuard guard = guard(_ ->
                new InetAddress[] {InetAddress.ofLiteral("93.184.215.14"), InetAddress.ofLiteral("2606:2800:21f::1")});
        assertThatCode(() -> {
                    URI uri = guard.check(url);
                    Destination to = Destination.of(uri);
                    assertThat(guard.addresses(to.secure(), to.host(), to.port()))
                            .isNotEmpty();
                })
                .doesNotThrowAnyException();
    }
}
