package dev.jarvis.activity;

/** Signs anchors with a key that the database does not hold. */
interface Notary {
    /** Names the key that signs now. */
    String keyId();

    byte[] sign(byte[] message);

    /** @return false also for a key this instance never had */
    boolean verifies(String keyId, byte[] message, byte[] signature);

    /** The key that checks {@link #sign}, as a PEM file, for anybody who wants to check by themselves. */
    String publicKeyPem();
}
