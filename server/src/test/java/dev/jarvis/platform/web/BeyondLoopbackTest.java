package dev.jarvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.console.ConsoleToken;
import dev.jarvis.platform.db.DataDirectory;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.Pem;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.World;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/** The server with TLS of its own and a proxy that it trusts, which stands at 127.0.0.1. */
@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, BeyondLoopbackTest.Tls.class})
class BeyondLoopbackTest {
    @Autowired
    private ApplicationContext context;

    @Test
    void speaksTlsAtItsPortAndPlainlyOnlyWithTheCommandLine() throws Exception {
        World world = new World(context);
        assertThat(tls(world.port(), "GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("Strict-Transport-Security");
        assertThat(plain(world.port(), "GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .doesNotContain("\"status\"");
        String[] door = Files.readString(world.bean(DataDirectory.class).path().resolve(ConsoleToken.FILE))
                .split(" ");
        assertThat(Integer.parseInt(door[0])).isNotEqualTo(world.port());
        String ask =
                "POST /api/console/doctor HTTP/1.1\r\nHost: localhost\r\nAuthorization: Console %s\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n";
        assertThat(plain(Integer.parseInt(door[0]), ask.formatted(door[1], ""))).startsWith("HTTP/1.1 200");
        assertThat(plain(Integer.parseInt(door[0]), ask.formatted(door[1], "X-Forwarded-For: 198.51.100.7\r\n")))
                .as("for somebody elsewhere, through the proxy")
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void takesTheCallersAddressFromItsProxyAndFromNobodyBeforeIt() throws Exception {
        World world = new World(context);
        String body = "{\"email\":\"nobody@example.com\",\"password\":\"wrong password\"}";
        tls(world.port(), """
                POST /api/auth/sign-in HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                X-Forwarded-For: 203.0.113.99, 198.51.100.7\r
                Content-Length: %d\r
                Connection: close\r
                \r
                %s""".formatted(body.length(), body));
        assertThat(world.bean(TenantTransactions.class)
                        .global(() -> world.bean(JdbcClient.class)
                                .sql("select bucket from guesses where bucket like 'address:%'")
                                .query(String.class)
                                .list()))
                .containsExactly("address:198.51.100.7");
    }

    private static String plain(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return exchange(socket, request);
        }
    }

    private String tls(int port, String request) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("own", Tls.pem.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        try (Socket socket = tls.getSocketFactory().createSocket("localhost", port)) {
            return exchange(socket, request);
        }
    }

    private static String exchange(Socket socket, String request) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    static final class Tls implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        private static Pem pem;

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                pem = Pem.make(Files.createTempDirectory("jarvis-tls"), "localhost");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            TestPropertyValues.of(Map.of(
                            "JARVIS_TLS_CERT", pem.chain().toString(),
                            "JARVIS_TLS_KEY", pem.key().toString(),
                            "JARVIS_TRUSTED_PROXIES", "127.0.0.1"))
                    .applyTo(context);
        }
    }
}
