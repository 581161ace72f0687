package dev.jarvis.integration.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.Manifest.Limit;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each connection to the limits of its platform: those of the manifest, counted by this node, and those that answers
 * announce, which all nodes hear of. A call that comes too early is refused here, with the time of the next free place,
 * and nothing is sent.
 *
 * <p>What was announced is kept in memory: a node that starts may send one call too early and is told so again. Safe for
 * many threads.
 */
public final class Governor {
    private static final Logger LOG = LoggerFactory.getLogger(Governor.class);
    private static final String CLOSED = "rate_limit_closed";
    private static final Pattern ID = Pattern.compile("[0-9]+|[0-9A-Za-z_-]{16,}");
    private static final int SEGMENTS = 4;
    private static final int MOST = 100_000;

    private final TenantTransactions db;
    private final Notices notices;
    private final InstantSource clock;
    private final LoadingCache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Announced.LONGEST)
            .build(_ -> new Bucket());

    private record Key(UUID integration, String place) {}

    Governor(TenantTransactions db, Notices notices, InstantSource clock) {
        this.db = db;
        this.notices = notices;
        this.clock = clock;
        notices.on(CLOSED, this::heard);
    }

    /**
     * The way out of one connection, held to its limits.
     *
     * @param platform as people write it
     * @param limits of the manifest; none where an operator pointed the platform elsewhere
     */
    public Http over(Http http, String platform, UUID integration, List<Limit> limits) {
        return request -> request.kind() == Request.Kind.TOKEN
                ? http.send(request) // a rotated token would be lost
                : governed(http, platform, integration, limits, request);
    }

    private Reply governed(Http http, String platform, UUID integration, List<Limit> limits, Request request) {
        Limit limit = limits.stream()
                .filter(one -> request.uri().getPath().startsWith(one.match()))
                .findFirst()
                .orElse(null);
        Key key = new Key(integration, request.method() + " " + place(limit, request));
        Instant next = buckets.get(key).take(limit, clock.instant());
        if (next != null) throw tooEarly(platform, next);
        Reply reply = http.send(request);
        Announced.in(reply, clock.instant()).ifPresent(until -> close(key, until));
        return reply;
    }

    /** Without a limit of its own what is asked alike is counted alike, whichever thing it asks about. */
    private static String place(@Nullable Limit limit, Request request) {
        if (limit != null) return limit.match();
        StringBuilder place = new StringBuilder();
        int taken = 0;
        for (String segment : request.uri().getPath().split("/", SEGMENTS + 2)) {
            if (segment.isEmpty() || taken == SEGMENTS) continue;
            place.append('/').append(ID.matcher(segment).matches() ? "*" : segment);
            taken++;
        }
        return place.toString();
    }

    private PlatformException tooEarly(String platform, Instant next) {
        Duration wait = Duration.between(clock.instant(), next);
        return new PlatformException(
                ErrorKind.RATE_LIMITED,
                "%s takes the next call of this kind at %s; nothing was sent."
                        .formatted(platform, next.truncatedTo(ChronoUnit.SECONDS)),
                0,
                wait.isPositive() ? wait.plusMillis(999) : Duration.ofSeconds(1),
                null);
    }

    private void close(Key key, Instant until) {
        if (!buckets.get(key).close(until)) return;
        try {
            db.global(
                    () -> notices.send(CLOSED, "%s %d %s".formatted(key.integration, until.toEpochMilli(), key.place)));
        } catch (RuntimeException e) {
            LOG.debug("Other nodes were not told of a limit: {}", e.getMessage());
        }
    }

    private void heard(String payload) {
        parts(payload)
                .ifPresent(parts -> buckets.get(new Key(UUID.fromString(parts[0]), parts[2]))
                        .close(Instant.ofEpochMilli(Long.parseLong(parts[1]))));
    }

    private static Optional<String[]> parts(String payload) {
        String[] parts = payload.split(" ", 3);
        return parts.length == 3 ? Optional.of(parts) : Optional.empty();
    }
}
