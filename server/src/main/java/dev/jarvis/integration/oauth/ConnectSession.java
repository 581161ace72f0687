package dev.jarvis.integration.oauth;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One account on its way to being connected.
 *
 * @param startedBy who answers for it: a key's owner, where a key asked
 * @param browserHash of the secret of the browser that left for the platform
 * @param codeVerifier sealed
 * @param reconnects the connection it mends, where it does
 * @param integration what came of it
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record ConnectSession(
        ObservatoryId observatory,
        UUID id,
        String platform,
        String scheme,
        Kind kind,
        UserId startedBy,
        byte @Nullable [] browserHash,
        byte @Nullable [] codeVerifier,
        @Nullable String redirectUri,
        List<String> scopes,
        @Nullable UUID reconnects,
        Stage stage,
        @Nullable Failure failure,
        @Nullable UUID integration,
        Instant expiresAt) {
    enum Kind {
        /** Only the person who started it may go on. */
        OWN,
        /** Whoever has the link may connect an account, which a member then confirms. */
        INVITATION;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Stage {
        OPEN,
        REDIRECTED,
        EXCHANGING,
        CONNECTED,
        CONFIRM,
        FAILED,
        EXPIRED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why it came to nothing, in words for the person. */
    record Failure(String code, String message, @Nullable String whatToDo) {}

    /** Expired is what the clock says of one that was never finished. */
    Stage stageAt(Instant now) {
        return switch (stage) {
            case OPEN, REDIRECTED, EXCHANGING -> now.isAfter(expiresAt) ? Stage.EXPIRED : stage;
            case CONNECTED, CONFIRM, FAILED, EXPIRED -> stage;
        };
    }
}
