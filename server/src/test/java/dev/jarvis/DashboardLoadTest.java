package dev.jarvis;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.Actor;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.FirstPeople;
import dev.jarvis.testing.ServerTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The dashboard in a real browser while 50 things a second happen, and over a long log. Small enough here to be run with all
 * tests; {@code -Djarvis.figures.seconds=600 -Djarvis.figures.rows=100000} measures what the product promises.
 */
@ServerTest
class DashboardLoadTest {
    private static final int SECONDS = Integer.getInteger("jarvis.figures.seconds", 10);
    private static final int ROWS = Integer.getInteger("jarvis.figures.rows", 2_000);
    private static final int EVENTS_A_SECOND = 50;
    private static final int BATCH = 500;
    private static final Duration BESIDES = Duration.ofMinutes(15);

    @LocalServerPort
    private int port;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private Links links;

    @Autowired
    private ActivityLog log;

    @BeforeEach
    void isBuilt() {
        Story.needsTheDashboard();
    }

    @Test
    void staysSmoothAndSmallWhileMuchHappensAndOverALongLog() throws IOException, InterruptedException {
        Caller ada = FirstPeople.ada(port, links, db);
        ObservatoryId here =
                new ObservatoryId(UUID.fromString(ada.get("/api/me").text("/observatory/id")));
        for (int from = 0; from < ROWS; from += BATCH) write(here, from, Math.min(BATCH, ROWS - from));
        try (ScheduledExecutorService events = Executors.newSingleThreadScheduledExecutor()) {
            events.scheduleAtFixedRate(
                    () -> write(here, 0, 1), 0, TimeUnit.SECONDS.toMicros(1) / EVENTS_A_SECOND, TimeUnit.MICROSECONDS);
            Story.tell(
                    BESIDES.plusSeconds(SECONDS),
                    "load.mjs",
                    "--base",
                    "http://localhost:" + port,
                    "--email",
                    "ada@example.com",
                    "--password",
                    FirstPeople.PASSWORD,
                    "--seconds",
                    String.valueOf(SECONDS),
                    "--rows",
                    String.valueOf(ROWS));
            events.shutdownNow();
        }
    }

    private void write(ObservatoryId here, int from, int count) {
        List<Activity> rows = IntStream.range(from, from + count)
                .mapToObj(n -> posted(here, n))
                .toList();
        db.inObservatory(here.value(), () -> log.writeAll(rows));
    }

    private static Activity posted(ObservatoryId here, int number) {
        return new Activity(
                here,
                UuidV7.next(),
                null,
                ActivityType.POST,
                "twitter/tweet",
                "Posted number " + number,
                "in words",
                Map.of("url", "https://x.com/jarvis/status/1"),
                Activity.Status.SUCCESS,
                Actor.JARVIS,
                "by policy: people-may",
                UUID.randomUUID(),
                Instant.now());
    }
}
