package dev.jarvis.platform.http;

import static dev.jarvis.platform.http.Calls.NOT_SENT;
import static dev.jarvis.platform.http.Calls.http;
import static dev.jarvis.platform.http.Calls.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sdk.Request;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without the right certificate nothing of the request leaves. */
class OutgoingHttpTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private static KeyStore store;

    @BeforeAll
    static void certificates() throws Exception {
        keytool("-alias", "authority", "-dname", "CN=authority", "-ext", "BC=ca:true");
        keytool("-alias", "good", "-dname", "CN=api.test", "-ext", "SAN=dns:api.test", "-signer", "authority");
        keytool(
                "-alias",
                "expired",
                "-dname",
                "CN=api.test",
                "-ext",
                "SAN=dns:api.test",
                "-signer",
                "authority",
                "-startdate",
                "-30d",
                "-validity",
                "5");
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            store.load(in, PASSWORD);
        }
    }

    @Test
    void callsAServerWithTheRightCertificate() throws Exception {
        assertThat(call("api.test", "good", trusting())).isEqualTo("200");
    }

    @Test
    void sendsNothingToAServerWithAnothersCertificate() throws Exception {
        assertThat(call("other.test", "good", trusting())).isEqualTo(NOT_SENT);
    }

    @Test
    void sendsNothingToAServerWhoseCertificateHasExpired() throws Exception {
        assertThat(call("api.test", "expired", trusting())).isEqualTo(NOT_SENT);
    }

    @Test
    void sendsNothingToAServerThatNobodyVouchesFor() throws Exception {
        assertThat(call("api.test", "good", SSLContext.getDefault())).isEqualTo(NOT_SENT);
    }

    @Test
    void sendsNothingToAServerThatOffersOldTlsOnly() throws Exception {
        assertThat(call("api.test", "good", trusting(), "TLSv1.1")).isEqualTo(NOT_SENT);
    }

    private static String call(String host, String identity, SSLContext client, String... versions) throws Exception {
        SSLSocketFactory tls = serving(identity).getSocketFactory();
        try (FaultyServer server = new FaultyServer((socket, self) -> {
                    SSLSocket secure = (SSLSocket) tls.createSocket(socket, null, socket.getPort(), true);
                    secure.setUseClientMode(false);
                    if (versions.length > 0) secure.setEnabledProtocols(versions);
                    while (self.readRequest(secure.getInputStream()))
                        FaultyServer.write(secure, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
                OutgoingHttp http = http(
                        Patience.USUAL,
                        _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")},
                        client,
                        server.range())) {
            URI uri = URI.create("https://" + host + ":" + server.port() + "/");
            String outcome =
                    outcome(http, Request.post(uri).bytes("text/plain", "hi".getBytes(StandardCharsets.UTF_8)));
            assertThat(server.requests).hasValue(outcome.equals("200") ? 1 : 0);
            return outcome;
        }
    }

    private static SSLContext serving(String identity) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore only = KeyStore.getInstance("PKCS12");
        only.load(null, null);
        only.setKeyEntry(identity, store.getKey(identity, PASSWORD), PASSWORD, store.getCertificateChain(identity));
        keys.init(only, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", store.getCertificate("authority"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The JDK makes certificates only through its tool. */
    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("keys.p12").toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(arguments));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).as(said).isZero();
    }
}
