package dev.jarvis.platform.crypto;

import dev.jarvis.platform.problem.Problem;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes what people choose: Argon2id (RFC 9106) with 19 MiB, two passes and one lane, the first choice of the OWASP
 * Password Storage Cheat Sheet. Each hash holds its memory for tens of milliseconds, so only as many run at once as there
 * are processors; the others wait, and after ten seconds are told to come again.
 */
public final class Passwords {
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;
    private static final int PATIENCE = 10;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(SALT, HASH, LANES, KIBIBYTES, PASSES);
    private final Semaphore places = new Semaphore(atOnce(), true);
    private final String nobodys = argon2.encode(Tokens.fresh().reveal());

    Passwords() {}

    private static int atOnce() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    }

    /** The hash to store, with its parameters and salt (PHC string). */
    public String hash(String password) {
        return inTurn(() -> argon2.encode(password));
    }

    /** Takes the same time when there is no hash, so that nobody learns by the clock who has an account. */
    public boolean matches(String password, @Nullable String hash) {
        boolean same = inTurn(() -> argon2.matches(password, hash == null ? nobodys : hash));
        return same && hash != null;
    }

    /** True when the hash was made with weaker parameters than today's and should be made anew at this sign-in. */
    public boolean isDated(String hash) {
        return argon2.upgradeEncoding(hash);
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!admitted())
            throw Problem.of(503, "busy", "Too many people are signing in just now. Try again in a moment.");
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean admitted() {
        try {
            return places.tryAcquire(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
