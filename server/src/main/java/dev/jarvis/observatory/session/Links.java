package dev.jarvis.observatory.session;

import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Links that work once. Every method runs within the caller's transaction. */
public final class Links {
    private static final String OPEN = "token_hash = ? and purpose = ? and used_at is null and expires_at > now()";
    private final JdbcClient jdbc;

    Links(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a link is for. */
    public enum Purpose {
        SETUP,
        RESET;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param user whose it is; null while nobody is set up */
    public Secret make(Purpose purpose, @Nullable UserId user, Duration lasts) {
        Secret token = Tokens.fresh();
        jdbc.sql("""
                insert into one_time_links (token_hash, purpose, user_id, expires_at)
                values (?, ?, ?, now() + make_interval(secs => ?))""")
                .params(Tokens.hash(token), purpose.wireName())
                .param(user == null ? null : user.value())
                .param(lasts.toSeconds())
                .update();
        return token;
    }

    /** Before anything costly is done for the one who brings it. */
    public void insistOnOpen(Purpose purpose, String token) {
        boolean open = jdbc.sql("select exists (select from one_time_links where %s)".formatted(OPEN))
                .params(Tokens.hash(token), purpose.wireName())
                .query(Boolean.class)
                .single();
        if (!open) throw notValid();
    }

    /** Uses the link up and forgets the others of its kind. */
    public void useForSetup(String token) {
        use(Purpose.SETUP, token);
        forgetSetup();
    }

    public void forgetSetup() {
        jdbc.sql("delete from one_time_links where purpose = 'setup'").update();
    }

    /** Uses the link up. @return whose password it changes */
    UserId useForReset(String token) {
        UUID user = use(Purpose.RESET, token);
        if (user == null) throw notValid();
        return new UserId(user);
    }

    private @Nullable UUID use(Purpose purpose, String token) {
        return jdbc.sql("update one_time_links set used_at = now() where %s returning user_id".formatted(OPEN))
                .params(Tokens.hash(token), purpose.wireName())
                .query((row, _) -> new Used(row.getObject("user_id", UUID.class)))
                .optional()
                .orElseThrow(Links::notValid)
                .user();
    }

    private record Used(@Nullable UUID user) {}

    private static Problem notValid() {
        return Problem.of(
                404,
                "link-not-valid",
                "This link is not valid, or not any more. Each works once and for a limited time.");
    }
}
