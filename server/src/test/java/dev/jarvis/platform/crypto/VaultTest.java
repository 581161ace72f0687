package dev.jarvis.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.sdk.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class VaultTest {
    private static final Purpose PURPOSE = Purpose.INTEGRATION_CREDENTIALS;
    private final Vaults world = new Vaults();
    private final Vault vault = world.node().vault();
    private final UUID here = world.observatory();
    private final UUID there = world.observatory();
    private final UUID row = UUID.randomUUID();
    private final Secret secret = Secret.of("canary-7f3a91c2d4");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void givesBackWhatWasSealed() {
        byte[] sealed = vault.seal(PURPOSE, here, row, 1, secret);
        assertThat(vault.openSecret(PURPOSE, here, row, 1, sealed)).isEqualTo(secret);
        assertThat(world.node().vault().openSecret(PURPOSE, here, row, 1, sealed))
                .as("on another node")
                .isEqualTo(secret);
    }

    @Test
    void refusesAValueMovedToAnotherRowPurposeObservatoryOrVersion() {
        vault.seal(PURPOSE, there, row, 1, secret);
        byte[] sealed = vault.seal(PURPOSE, here, row, 1, secret);
        assertRefused(PURPOSE, here, UUID.randomUUID(), 1, sealed);
        assertRefused(Purpose.OAUTH_CLIENT_SECRET, here, row, 1, sealed);
        assertRefused(PURPOSE, there, row, 1, sealed);
        assertRefused(PURPOSE, here, row, 2, sealed);
        assertRefused(PURPOSE, here, row, 1, new byte[0]);
        assertRefused(PURPOSE, here, row, 1, "plain text".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesAKeysetMovedToAnotherObservatory() {
        byte[] sealed = vault.seal(PURPOSE, here, row, 1, secret);
        vault.seal(PURPOSE, there, row, 1, secret);
        admin().sql("""
                update data_keysets t set wrapped = h.wrapped from data_keysets h
                where t.observatory_id = ? and h.observatory_id = ?
                """).params(there, here).update();
        assertThatThrownBy(() -> world.node().vault().open(PURPOSE, there, row, 1, sealed))
                .isInstanceOf(Unopenable.class);
    }

    @Test
    void losesEverythingWithTheKeyset() {
        byte[] sealed = vault.seal(PURPOSE, here, row, 1, secret);
        vault.destroy(here);
        assertRefused(PURPOSE, here, row, 1, sealed);
        byte[] again = vault.seal(PURPOSE, here, row, 2, secret);
        assertThat(vault.openSecret(PURPOSE, here, row, 2, again)).isEqualTo(secret);
        assertRefused(PURPOSE, here, row, 1, sealed);
    }

    @Test
    void forgetsAKeysetThatWasRolledBack() {
        assertThatThrownBy(() -> world.database.transactions().inObservatory(here, () -> {
                    vault.seal(PURPOSE, here, row, 1, secret);
                    vault.seal(PURPOSE, here, row, 2, secret);
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");
        byte[] sealed = vault.seal(PURPOSE, here, row, 3, secret);
        assertThat(world.node().vault().openSecret(PURPOSE, here, row, 3, sealed))
                .isEqualTo(secret);
    }

    @Test
    void sealsForTheInstanceUnderTheMasterKey() {
        byte[] sealed = vault.sealForInstance(Purpose.INSTANCE_SECRET, row, 1, secret);
        assertThat(vault.openForInstance(Purpose.INSTANCE_SECRET, row, 1, sealed))
                .isEqualTo(secret);
        assertThatThrownBy(() -> vault.openForInstance(Purpose.INSTANCE_SECRET, row, 2, sealed))
                .isInstanceOf(Unopenable.class);
        assertRefused(Purpose.INSTANCE_SECRET, here, row, 1, sealed);
    }

    @Test
    void neverUsesANonceTwice() {
        Set<ByteBuffer> nonces = new HashSet<>();
        Keyset keyset = Keyset.fresh();
        Place place = new Place(PURPOSE, here, row, 1);
        for (int i = 0; i < 200_000; i++)
            nonces.add(ByteBuffer.wrap(Vault.sealed(keyset, place, new byte[0]), 5, 12)
                    .slice());
        assertThat(nonces).hasSize(200_000);
    }

    private void assertRefused(Purpose purpose, UUID observatory, UUID row, long version, byte[] sealed) {
        assertThatThrownBy(() -> vault.open(purpose, observatory, row, version, sealed))
                .isInstanceOf(Unopenable.class)
                .hasMessageNotContaining(secret.reveal());
    }

    private JdbcClient admin() {
        return JdbcClient.create(world.database.superuserDataSource());
    }
}
