package dev.jarvis.testing;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A certificate that signed itself, with its key, as PEM files. */
public record Pem(Path chain, Path key, X509Certificate certificate) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** The JDK makes certificates only through its tool. */
    public static Pem make(Path folder, String host) throws Exception {
        Path keys = folder.resolve(host + ".p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-validity",
                        "365",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) throw new AssertionError(said);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        X509Certificate certificate = (X509Certificate) store.getCertificate("own");
        return new Pem(
                write(folder.resolve(host + ".crt"), "CERTIFICATE", certificate.getEncoded()),
                write(
                        folder.resolve(host + ".key"),
                        "PRIVATE KEY",
                        store.getKey("own", PASSWORD).getEncoded()),
                certificate);
    }

    private static Path write(Path file, String kind, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body));
    }
}
