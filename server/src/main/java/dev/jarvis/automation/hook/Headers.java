package dev.jarvis.automation.hook;

import dev.jarvis.platform.problem.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Function;

/** A request's headers, of which none that matters may come twice. @param named all values of a name */
record Headers(Function<String, List<String>> named) {
    private static final int LONGEST = 1_000;

    /** @throws Problem 401 {@code bad-signature} when there is none, or more than one */
    String only(String name) {
        List<String> values = named.apply(name);
        if (values.size() != 1
                || values.getFirst().isBlank()
                || values.getFirst().length() > LONGEST)
            throw refused("The header %s must be there once.".formatted(name));
        return values.getFirst();
    }

    static Problem refused(String detail) {
        return Problem.of(401, "bad-signature", detail);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256 (java.security.MessageDigest)", e);
        }
    }
}
