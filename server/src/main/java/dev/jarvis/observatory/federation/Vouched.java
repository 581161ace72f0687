package dev.jarvis.observatory.federation;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.jarvis.observatory.PersonalNews;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which account the provider speaks of: the one bound to its subject, or, the first time, the one with the address that
 * the provider has verified. Nobody gets an account by this; people are invited.
 */
final class Vouched {
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final PersonalNews news;

    Vouched(TenantTransactions db, JdbcClient jdbc, PersonalNews news) {
        this.db = db;
        this.jdbc = jdbc;
        this.news = news;
    }

    UserId user(IDTokenClaimsSet claims) {
        String issuer = claims.getIssuer().getValue();
        String subject = claims.getSubject().getValue();
        return db.global(() -> bound(issuer, subject))
                .or(() -> firstTime(claims, issuer, subject))
                .orElseThrow(() -> Problem.forbidden(
                        "no-account", "There is no account for you here. Ask for an invitation, then sign in again."));
    }

    private Optional<UserId> firstTime(IDTokenClaimsSet claims, String issuer, String subject) {
        Optional<UserId> fresh = db.global(() -> bind(claims, issuer, subject));
        fresh.ifPresent(
                user -> news.tell(user, "person/oidc-linked", "signed in with " + issuer + " for the first time"));
        return fresh;
    }

    private Optional<UserId> bound(String issuer, String subject) {
        return jdbc.sql("select id from users where oidc_issuer = ? and oidc_subject = ? and disabled_at is null")
                .params(issuer, subject)
                .query(UUID.class)
                .optional()
                .map(UserId::new);
    }

    private Optional<UserId> bind(IDTokenClaimsSet claims, String issuer, String subject) {
        if (!Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))) return Optional.empty();
        @Nullable String email = claims.getStringClaim("email");
        if (email == null) return Optional.empty();
        return jdbc.sql("""
                update users set oidc_issuer = ?, oidc_subject = ?
                where email = ? and oidc_subject is null and disabled_at is null returning id""")
                .params(issuer, subject, email.toLowerCase(Locale.ROOT))
                .query(UUID.class)
                .optional()
                .map(UserId::new);
    }
}
