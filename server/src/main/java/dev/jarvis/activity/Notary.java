package dev.jarvis.activity;

import dev.jarvis.platform.crypto.AnchorSigner;
import dev.jarvis.platform.crypto.AnchorSigner.Signature;

/** Signs anchors with a key that the database does not hold. */
interface Notary {
    Signature sign(byte[] message);

    /** @return false also for a key this instance never had */
    boolean verifies(byte[] message, Signature signature);

    static Notary of(AnchorSigner signer) {
        return new Notary() {
            @Override
            public Signature sign(byte[] message) {
                return signer.sign(message);
            }

            @Override
            public boolean verifies(byte[] message, Signature signature) {
                return signer.verify(message, signature);
            }
        };
    }
}
