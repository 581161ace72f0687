package dev.jarvis.platform.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret from which the passwords of database roles are derived, each by HMAC-SHA256 over the role's name.
 *
 * <p>Every node that knows the owner's password comes to the same passwords for the roles below, so nodes need not tell
 * each other, and no password but the first is ever stored.
 */
final class DatabaseSecret {
    private static final String FILE = "database-secret";

    private final String text;

    DatabaseSecret(String text) {
        this.text = text;
    }

    static Optional<DatabaseSecret> readFrom(Path folder) throws IOException {
        try {
            return Optional.of(
                    new DatabaseSecret(Files.readString(folder.resolve(FILE)).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static DatabaseSecret createIn(Path folder) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path partial = Files.createTempFile(
                folder,
                FILE,
                ".partial",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, text + "\n");
        Files.move(partial, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        return new DatabaseSecret(text);
    }

    String passwordOf(String role) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] bytes = mac.doFinal(("jarvis database role " + role).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "DatabaseSecret[hidden]";
    }
}
