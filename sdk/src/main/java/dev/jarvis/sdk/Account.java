package dev.jarvis.sdk;

import org.jspecify.annotations.Nullable;

/**
 * The account behind a connection, as the platform names it.
 *
 * @param id the platform's stable id, never reused for another account
 * @param name what people call it: {@code @acme}, {@code founder@acme.test}
 * @param displayName a longer name, where there is one
 * @param email where the platform tells it
 * @param avatar an https address of a picture, where there is one
 */
public record Account(
        String id,
        String name,
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String avatar) {
    public Account {
        if (id.isBlank()) throw new IllegalArgumentException("An account needs the platform's id");
        if (name.isBlank()) throw new IllegalArgumentException("An account needs a name");
    }

    public static Account of(String id, String name) {
        return new Account(id, name, null, null, null);
    }
}
