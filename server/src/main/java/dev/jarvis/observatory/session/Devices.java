package dev.jarvis.observatory.session;

import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sdk.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Browsers in which somebody has signed in before. Their attempts are counted apart, so that strangers who guess at an
 * account do not keep its owner out.
 */
final class Devices {
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final KeptCookie cookie;

    Devices(TenantTransactions db, JdbcClient jdbc, KeptCookie cookie) {
        this.db = db;
        this.jdbc = jdbc;
        this.cookie = cookie;
    }

    Optional<UUID> known(UserId user, HttpServletRequest request) {
        return cookie.in(request)
                .flatMap(token ->
                        db.global(() -> jdbc.sql("select id from known_devices where token_hash = ? and user_id = ?")
                                .params(Tokens.hash(token), user.value())
                                .query(UUID.class)
                                .optional()));
    }

    void remember(UserId user, HttpServletRequest request, HttpServletResponse response) {
        if (touched(user, request)) return;
        Secret token = Tokens.fresh();
        db.global(() -> jdbc.sql("insert into known_devices (token_hash, user_id) values (?, ?)")
                .params(Tokens.hash(token), user.value())
                .update());
        cookie.set(response, token);
    }

    private boolean touched(UserId user, HttpServletRequest request) {
        Optional<UUID> device = known(user, request);
        device.ifPresent(id -> db.global(() -> jdbc.sql("update known_devices set last_used_at = now() where id = ?")
                .param(id)
                .update()));
        return device.isPresent();
    }

    /** Within the caller's transaction: after a lost password no browser is trusted more than another. */
    void forgetAll(UserId user) {
        jdbc.sql("delete from known_devices where user_id = ?")
                .param(user.value())
                .update();
    }
}
