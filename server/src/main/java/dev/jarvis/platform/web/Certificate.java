package dev.jarvis.platform.web;

import dev.jarvis.platform.problem.SettingRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.web.server.Ssl;

/** The server's own certificate with its chain, and its key: PEM files, looked at before anybody connects. */
record Certificate(Path chain, Path key, Instant ends) {
    static final String CHAIN_SETTING = "JARVIS_TLS_CERT";
    static final String KEY_SETTING = "JARVIS_TLS_KEY";
    private static final byte[] PROBE = {1};

    /** @throws SettingRefused where one of them cannot be read, they do not belong together, or its time is over */
    static Certificate of(Path chain, Path key, Instant now) {
        List<X509Certificate> certificates = certificates(chain);
        PrivateKey secret = secret(key);
        X509Certificate own = certificates.getFirst();
        if (!belong(own.getPublicKey(), secret))
            throw new SettingRefused(
                    "The key of %s (%s) is not the key of the certificate in %s (%s)."
                            .formatted(KEY_SETTING, key, CHAIN_SETTING, chain),
                    "Give the two files that were issued together; the server's own certificate stands first in its file.");
        Instant ends = own.getNotAfter().toInstant();
        if (ends.isBefore(now))
            throw new SettingRefused(
                    "The certificate of %s (%s) ended on %s.".formatted(CHAIN_SETTING, chain, ends), "Renew it.");
        return new Certificate(chain, key, ends);
    }

    Ssl ssl() {
        Ssl ssl = new Ssl();
        ssl.setCertificate(chain.toUri().toString());
        ssl.setCertificatePrivateKey(key.toUri().toString());
        ssl.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        return ssl;
    }

    private static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> found = parsed(CHAIN_SETTING, file, "certificate", PemContent::getCertificates);
        if (found.isEmpty()) throw notPem(CHAIN_SETTING, file, "certificate");
        return found;
    }

    private static PrivateKey secret(Path file) {
        return parsed(KEY_SETTING, file, "private key", PemContent::getPrivateKey);
    }

    private static <T> T parsed(String setting, Path file, String what, Function<PemContent, @Nullable T> part) {
        String pem = read(setting, file);
        try {
            T found = part.apply(PemContent.of(pem));
            if (found != null) return found;
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw notPem(setting, file, what);
        }
        throw notPem(setting, file, what);
    }

    private static String read(String setting, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SettingRefused(
                    "%s names %s, which cannot be read.".formatted(setting, file),
                    "Give the path of a PEM file that this user may read, for example /etc/jarvis/tls.pem.");
        }
    }

    private static SettingRefused notPem(String setting, Path file, String what) {
        return new SettingRefused(
                "%s names %s, which holds no %s in PEM form.".formatted(setting, file, what),
                "A PEM file holds a block that starts with -----BEGIN; a key must not have a passphrase.");
    }

    private static boolean belong(PublicKey open, PrivateKey secret) {
        try {
            Signature signature = Signature.getInstance(algorithm(secret));
            signature.initSign(secret);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }
}
