package dev.jarvis.platform.crypto;

import dev.jarvis.platform.db.TestDatabase;
import dev.jarvis.platform.db.UuidV7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** A vault on a real database, and more nodes on the same one. */
final class Vaults implements AutoCloseable {
    final TestDatabase database = TestDatabase.fresh();
    final Path data = folder();
    final Path keyFile = data.resolve("master.key");

    /** What one process has. */
    record Node(Masters masters, DataKeysets keysets, Vault vault, KeyRotation rotation, AnchorSigner signer) {}

    Node node() {
        return node(null);
    }

    Node node(@Nullable String given) {
        KeyCheck check = new KeyCheck(database.transactions(), database.jdbc());
        Masters masters = Masters.open(MasterKeySource.of(given, null, data), check);
        DataKeysets keysets = new DataKeysets(masters, database.transactions(), database.jdbc());
        Resealing resealing = new Resealing(columns(), keysets, database.transactions(), database.jdbc());
        KeyRotation rotation =
                new KeyRotation(masters, check, keysets, resealing, database.transactions(), database.jdbc());
        return new Node(masters, keysets, new Vault(keysets, masters), rotation, new AnchorSigner(masters, data));
    }

    private static List<SealedColumn> columns() {
        return List.of(
                new SealedColumn(Purpose.INTEGRATION_CREDENTIALS, "integrations", "credentials", "credential_version"),
                new SealedColumn(Purpose.OAUTH_CLIENT_SECRET, "oauth_apps", "client_secret", "secret_version"));
    }

    UUID observatory() {
        UUID owner = UuidV7.next();
        UUID id = UuidV7.next();
        JdbcClient admin = JdbcClient.create(database.superuserDataSource());
        admin.sql("insert into users (id, email, name) values (?, ?, 'Ada')")
                .params(owner, owner + "@example.com")
                .update();
        admin.sql("insert into observatories (id, owner_id, name) values (?, ?, 'Bakery')")
                .params(id, owner)
                .update();
        return id;
    }

    static Path folder() {
        try {
            return Files.createTempDirectory("vault");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        FileSystemUtils.deleteRecursively(data.toFile());
    }
}
