package dev.jarvis.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlaceTest {
    private static final Keyset KEYSET = Keyset.fresh();

    /** Few values each, so that two places often differ in one part only. */
    @Provide
    Arbitrary<Place> places() {
        Arbitrary<UUID> ids =
                Arbitraries.of(new UUID(0, 1), new UUID(1, 0), new UUID(1, 1), new UUID(256, 1), Place.INSTANCE);
        return Combinators.combine(Arbitraries.of(Purpose.class), ids, ids, Arbitraries.of(0L, 1L, 2L, 256L, -1L))
                .as(Place::new);
    }

    @Property(tries = 5000)
    void opensWhereItWasSealedAndNowhereElse(
            @ForAll("places") Place here, @ForAll("places") Place there, @ForAll byte[] plain) {
        byte[] sealed = Vault.sealed(KEYSET, here, plain);
        assertThat(Vault.opened(KEYSET, here, sealed)).isEqualTo(plain);
        assertThat(opens(sealed, there)).isEqualTo(here.equals(there));
    }

    @Property(tries = 2000)
    void doesNotOpenWithOneBitChanged(@ForAll("places") Place place, @ForAll byte[] plain, @ForAll int where) {
        byte[] sealed = Vault.sealed(KEYSET, place, plain);
        int bit = Math.floorMod(where, sealed.length * 8);
        sealed[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(opens(sealed, place)).isFalse();
    }

    private static boolean opens(byte[] sealed, Place place) {
        try {
            Vault.opened(KEYSET, place, sealed);
            return true;
        } catch (Unopenable e) {
            return false;
        }
    }
}
