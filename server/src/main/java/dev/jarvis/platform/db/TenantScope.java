package dev.jarvis.platform.db;

import java.util.UUID;

/** For whom this thread speaks to the database right now. Threads started inside do not inherit it. */
sealed interface TenantScope {
    ScopedValue<TenantScope> CURRENT = ScopedValue.newInstance();

    record Observatory(UUID id) implements TenantScope {}

    /** No observatory: global tables and the router's look-ups; tenant tables show no rows. */
    record Global() implements TenantScope {}

    static TenantScope current() {
        return CURRENT.orElseThrow(TenantUnbound::new);
    }
}
