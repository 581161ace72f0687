package dev.jarvis.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.sdk.Secret;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.Size;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Protocol
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
    @Tag("P19")
    void neverUsesANonceTwice(Proof proof) {
        int sealings = Size.of(200_000, 1_000_000, 10_000_000);
        long[] nonces = new long[sealings];
        Keyset keyset = Keyset.fresh();
        Place place = new Place(PURPOSE, here, row, 1);
        for (int i = 0; i < sealings; i++)
            // Two of ten million share these 64 of their 96 bits by chance once in 370,000 runs.
            nonces[i] = ByteBuffer.wrap(Vault.sealed(keyset, place, new byte[0]), 5, 12)
                    .getLong();
        assertThat(Arrays.stream(nonces).distinct().count()).isEqualTo(sealings);
        proof.count("encryptions without a repeated nonce", sealings);
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
