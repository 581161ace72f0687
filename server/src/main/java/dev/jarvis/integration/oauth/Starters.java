package dev.jarvis.integration.oauth;

import dev.jarvis.observatory.User;
import dev.jarvis.observatory.Users;
import dev.jarvis.platform.db.TenantTransactions;
import java.util.Optional;

/** The people who started to connect something. */
record Starters(TenantTransactions transactions, Users users) {
    Optional<User> of(ConnectSession session) {
        return transactions.global(() -> users.byId(session.startedBy()));
    }
}
