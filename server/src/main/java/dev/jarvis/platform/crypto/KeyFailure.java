package dev.jarvis.platform.crypto;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The master key cannot be used as things stand. The message says what happened and what to do now; {@link #code()} is
 * stable and in kebab case. It never carries key material.
 */
public final class KeyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String what;
    private final String next;

    private KeyFailure(String code, String what, String next, @Nullable Throwable cause) {
        super(what + " " + next, cause);
        this.code = code;
        this.what = what;
        this.next = next;
    }

    public String code() {
        return code;
    }

    /** What happened. */
    public String what() {
        return what;
    }

    /** The step that helps, as a full sentence. */
    public String next() {
        return next;
    }

    static KeyFailure missing(String expected) {
        return new KeyFailure(
                "master-key-missing",
                "This database was sealed with a master key that is not here; it was looked for in %s."
                        .formatted(expected),
                "Restore that key, or name it with JARVIS_MASTER_KEY or JARVIS_MASTER_KEY_FILE.",
                null);
    }

    static KeyFailure wrong(String found) {
        return new KeyFailure(
                "master-key-wrong",
                "The master key from %s is not the one this database was sealed with.".formatted(found),
                "Give the right key with JARVIS_MASTER_KEY or JARVIS_MASTER_KEY_FILE; nothing was changed.",
                null);
    }

    static KeyFailure malformed(String found, String mistake) {
        return new KeyFailure(
                "master-key-malformed",
                "The master key from %s cannot be read: %s.".formatted(found, mistake),
                "A key is 32 random bytes in base64, for example from: head -c 32 /dev/urandom | base64",
                null);
    }

    static KeyFailure file(Path file, Exception cause) {
        return new KeyFailure(
                "master-key-file",
                "The master key file %s cannot be read or written: %s."
                        .formatted(file, cause.getClass().getSimpleName()),
                "Let this user read it, or write its folder at the first start.",
                cause);
    }

    static KeyFailure unknown(String keyId) {
        return new KeyFailure(
                "master-key-unknown",
                "A keyset is wrapped by master key %s, which this node does not have.".formatted(keyId),
                "Add that key to this node's list of master keys, behind the one in use.",
                null);
    }

    static KeyFailure notOurs() {
        return new KeyFailure(
                "master-key-from-outside",
                "The master key comes from the environment, so only you can make the next one.",
                "Set JARVIS_MASTER_KEY to the old key, a comma and the new one on every node; then to the new key, a comma"
                        + " and the old one; and run this again.",
                null);
    }
}
