package dev.jarvis.observatory.passkey;

import com.webauthn4j.data.client.challenge.DefaultChallenge;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an authenticator must sign: each once, within five minutes, on whichever node the answer arrives. */
final class Challenges {
    static final Duration LAST = Duration.ofMinutes(5);
    private final TenantTransactions db;
    private final JdbcClient jdbc;

    Challenges(TenantTransactions db, JdbcClient jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /** @param user who must answer it; null for anybody who can */
    String open(@Nullable UserId user) {
        String challenge = Tokens.fresh().reveal();
        db.global(() -> {
            jdbc.sql("delete from passkey_challenges where expires_at < now()").update();
            jdbc.sql("""
                    insert into passkey_challenges (challenge_hash, user_id, expires_at)
                    values (?, ?, now() + make_interval(secs => ?))""")
                    .param(Tokens.hash(challenge))
                    .param(user == null ? null : user.value())
                    .param(LAST.toSeconds())
                    .update();
        });
        return challenge;
    }

    /** @throws Problem 400 when it was never asked, asked of someone else, answered before, or too long ago */
    DefaultChallenge use(String challenge, @Nullable UserId user) {
        int used = db.global(() -> jdbc.sql("""
                delete from passkey_challenges
                where challenge_hash = ? and user_id is not distinct from ? and expires_at > now()""")
                .param(Tokens.hash(challenge))
                .param(user == null ? null : user.value())
                .update());
        if (used == 0) throw Problem.of(400, "challenge-expired", "This took too long or was sent twice. Start again.");
        return new DefaultChallenge(challenge);
    }
}
