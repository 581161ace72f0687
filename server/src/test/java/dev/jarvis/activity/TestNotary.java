package dev.jarvis.activity;

import dev.jarvis.platform.crypto.AnchorSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/** Signs with a key of this test run. */
final class TestNotary implements Notary {
    private final KeyPair keys = keys();

    @Override
    public AnchorSigner.Signature sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return new AnchorSigner.Signature("test", signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean verifies(byte[] message, AnchorSigner.Signature given) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(keys.getPublic());
            signature.update(message);
            return given.keyId().equals("test") && signature.verify(given.bytes());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
