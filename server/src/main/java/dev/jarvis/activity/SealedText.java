package dev.jarvis.activity;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the chain holds instead of a row's words: a digest of title, description and metadata under a random salt. Once
 * words and salt are erased, nobody can find the words by trying, and the chain still verifies.
 *
 * <pre>{@code
 * SealedText sealed = SealedText.of(activity); // columns salt and digest of the row
 * }</pre>
 *
 * @param salt 16 random bytes; empty once the words are erased
 * @param digest 32 bytes, SHA-256 over salt, title, description, the number of metadata entries, and these by key
 */
@SuppressWarnings("ArrayRecordComponent") // goes to and from bytea; compared by matches only
public record SealedText(byte[] salt, byte[] digest) {
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static SealedText of(Activity activity) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new SealedText(salt, digest(salt, activity.title(), activity.description(), activity.metadata()));
    }

    boolean matches(String title, String description, Map<String, String> metadata) {
        return MessageDigest.isEqual(digest, digest(salt, title, description, metadata));
    }

    private static byte[] digest(byte[] salt, String title, String description, Map<String, String> metadata) {
        SortedMap<String, String> sorted = new TreeMap<>(metadata);
        Fields fields = new Fields("jarvis-activity-text-1")
                .bytes(salt)
                .text(title)
                .text(description)
                .number(sorted.size());
        sorted.forEach((key, value) -> fields.text(key).text(value));
        return fields.hash();
    }

    @Override
    public String toString() {
        return "SealedText[]";
    }
}
