package dev.jarvis.approval;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people say yes to: this action, on this connection, with exactly this input. */
final class PayloadHash {
    private PayloadHash() {}

    static byte[] of(String platform, String action, @Nullable UUID integration, String payload) {
        return IdempotencyKeys.fingerprint(platform, action, String.valueOf(integration), payload);
    }

    static byte[] of(Request request) {
        return of(request.platform(), request.action(), request.integration(), request.payload());
    }
}
