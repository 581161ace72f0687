package dev.jarvis.platform.crypto;

import dev.jarvis.sdk.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Random tokens, and the form in which they are stored. A token has at least 160 random bits, so a plain SHA-256 keeps
 * it; a slow hash is for what people choose.
 */
public final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String KEY_PREFIX = "jrv_";
    private static final int KEY_RANDOM = 30; // characters, 178 bits
    private static final int KEY_CHECK = 6;
    private static final Pattern KEY =
            Pattern.compile("jrv_([0-9A-Za-z]{%d})([0-9A-Za-z]{%d})".formatted(KEY_RANDOM, KEY_CHECK));

    private Tokens() {}

    /** For sessions, links and states: 256 bits, base64url without padding, 43 characters. */
    public static Secret fresh() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** {@code jrv_}, 30 random characters and a checksum of six, so that scanners of leaked secrets see keys of ours. */
    public static Secret apiKey() {
        String random = RANDOM.ints(KEY_RANDOM, 0, BASE62.length())
                .collect(StringBuilder::new, (text, i) -> text.append(BASE62.charAt(i)), StringBuilder::append)
                .toString();
        return Secret.of(KEY_PREFIX + random + checksum(random));
    }

    /** False for what cannot be a key of ours, before anything is looked up. */
    public static boolean isApiKey(String text) {
        var form = KEY.matcher(text);
        return form.matches() && checksum(form.group(1)).equals(form.group(2));
    }

    /** What is stored and looked up: SHA-256. */
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] hash(Secret token) {
        return hash(token.reveal());
    }

    /** Takes the same time whatever differs. */
    public static boolean matches(String token, byte[] hash) {
        return MessageDigest.isEqual(hash(token), hash);
    }

    private static String checksum(String random) {
        CRC32 crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.US_ASCII));
        char[] text = new char[KEY_CHECK];
        long rest = crc.getValue();
        for (int i = KEY_CHECK - 1; i >= 0; i--, rest /= BASE62.length())
            text[i] = BASE62.charAt((int) (rest % BASE62.length()));
        return new String(text);
    }
}
