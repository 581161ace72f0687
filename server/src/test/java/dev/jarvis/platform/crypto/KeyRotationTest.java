package dev.jarvis.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.Secret;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Protocol
class KeyRotationTest {
    private static final int ROWS = Size.of(250, 1_000, 100_000);

    private static final Purpose PURPOSE = Purpose.INTEGRATION_CREDENTIALS;
    private final Vaults world = new Vaults();
    private final Vaults.Node node = world.node();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void putsEveryKeysetUnderANewMasterKey() throws IOException {
        UUID here = world.observatory();
        UUID row = connect(here, "token");
        String old = Files.readString(world.keyFile).lines().toList().getLast();

        assertThat(node.rotation().rotateMaster().keysets()).isEqualTo(1);

        assertThat(Files.readString(world.keyFile)).as("still listed").contains(old);
        assertThat(masterIds()).containsOnly(node.masters().current().primary().id());
        assertThat(read(node, here, row)).isEqualTo("token");
        node.rotation().forgetOldMasterKeys();
        assertThat(Files.readString(world.keyFile)).doesNotContain(old);
        assertThat(read(world.node(), here, row)).as("with the new key alone").isEqualTo("token");
        assertThatThrownBy(() -> world.node(old)).isInstanceOf(KeyFailure.class);
    }

    @Test
    void reachesANodeThatDoesNotKnowTheNewKeysYet() {
        UUID here = world.observatory();
        UUID there = world.observatory();
        Vaults.Node other = world.node();
        UUID row = connect(here, "token");
        assertThat(read(other, here, row)).isEqualTo("token");

        node.rotation().rotateMaster();
        node.rotation().rotateData(here);
        assertThat(read(other, here, row)).as("a key id it never saw").isEqualTo("token");

        UUID later = connect(other, there, "later");
        assertThat(masterIds()).containsOnly(node.masters().current().primary().id());
        assertThat(read(node, there, later)).isEqualTo("later");
    }

    @Test
    void wrapsByTheFirstOfTheKeysFromTheEnvironment() {
        try (Vaults fresh = new Vaults()) {
            String old = MasterKey.random().base64();
            String next = MasterKey.random().base64();
            UUID here = fresh.observatory();
            Vaults.Node before = fresh.node(old);
            before.keysets().ofOrNew(here);
            assertThatThrownBy(() -> before.rotation().rotateMaster())
                    .isInstanceOfSatisfying(
                            KeyFailure.class, e -> assertThat(e.code()).isEqualTo("master-key-from-outside"));
            assertThat(fresh.node(next + "," + old).rotation().rotateMaster().keysets())
                    .isEqualTo(1);
            assertThat(fresh.node(next).keysets().of(here)).isPresent();
        }
    }

    @Test
    @Tag("P19")
    void sealsAllRowsAgainWhileTheyAreReadAndWritten(Proof proof) throws Exception {
        UUID here = world.observatory();
        Map<UUID, String> rows = new ConcurrentHashMap<>();
        for (int i = 0; i < ROWS; i++) rows.put(connect(here, "token-" + i), "token-" + i);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong reads = new AtomicLong();
        List<UUID> ids = List.copyOf(rows.keySet());
        Vaults.Node other = world.node();
        List<String> wrong = new ArrayList<>();
        Thread reader = Thread.ofVirtual().start(() -> {
            for (int i = 0; !stop.get(); i = (i + 1) % ids.size()) {
                String found = read(i % 2 == 0 ? node : other, here, ids.get(i));
                if (!rows.get(ids.get(i)).equals(found)) wrong.add(found);
                if (i % 5 == 0) rewrite(here, ids.get(i), rows.get(ids.get(i)));
                reads.incrementAndGet();
            }
        });
        byte[] before = sealed(here, ids.getFirst());

        long resealed = node.rotation().rotateData(here).rows();
        stop.set(true);
        reader.join();
        node.rotation().finish();

        assertThat(wrong).isEmpty();
        assertThat(reads.get()).isPositive();
        assertThat(resealed).isPositive().isLessThanOrEqualTo(ROWS);
        Keyset now = node.keysets().reread(here).orElseThrow();
        assertThat(now.sealsNow(before)).isFalse();
        for (UUID id : ids) {
            assertThat(now.sealsNow(sealed(here, id))).isTrue();
            assertThat(read(node, here, id)).isEqualTo(rows.get(id));
        }
        proof.count("rows sealed again", resealed)
                .count("reads meanwhile", reads.get())
                .count("failed reads", wrong.size());
    }

    private UUID connect(UUID observatory, String token) {
        return connect(node, observatory, token);
    }

    private UUID connect(Vaults.Node by, UUID observatory, String token) {
        UUID id = UuidV7.next();
        byte[] sealed = by.vault().seal(PURPOSE, observatory, id, 1, Secret.of(token));
        world.database.transactions().inObservatory(observatory, () -> {
            world.database
                    .jdbc()
                    .sql("""
                    insert into integrations (observatory_id, id, platform, scheme, account_id, account_name, credentials,
                        status) values (?, ?, 'twitter', 'oauth2', ?, 'Ada', ?, 'connected')
                    """)
                    .params(observatory, id, id.toString(), sealed)
                    .update();
        });
        return id;
    }

    /** A refresh: a new version with a new value, here the same text. */
    private void rewrite(UUID observatory, UUID id, String token) {
        world.database.transactions().inObservatory(observatory, () -> {
            long version = row(observatory, id).version() + 1;
            world.database
                    .jdbc()
                    .sql("""
                    update integrations set credentials = ?, credential_version = ?
                    where observatory_id = ? and id = ?
                    """)
                    .params(
                            node.vault().seal(PURPOSE, observatory, id, version, Secret.of(token)),
                            version,
                            observatory,
                            id)
                    .update();
        });
    }

    private record Row(byte[] sealed, long version) {}

    private Row row(UUID observatory, UUID id) {
        return world.database
                .transactions()
                .inObservatory(
                        observatory,
                        () -> world.database
                                .jdbc()
                                .sql("""
                        select credentials as sealed, credential_version as version from integrations
                        where observatory_id = ? and id = ?
                        """)
                                .params(observatory, id)
                                .query(Row.class)
                                .single());
    }

    private byte[] sealed(UUID observatory, UUID id) {
        return row(observatory, id).sealed();
    }

    private String read(Vaults.Node by, UUID observatory, UUID id) {
        Row row = row(observatory, id);
        return by.vault()
                .openSecret(PURPOSE, observatory, id, row.version(), row.sealed())
                .reveal();
    }

    private List<String> masterIds() {
        return JdbcClient.create(world.database.superuserDataSource())
                .sql("select master_key_id from data_keysets")
                .query(String.class)
                .list();
    }
}
