package dev.jarvis.automation.schedule;

import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a cron says, before anybody saves it. */
@RestController
class PreviewController {
    private final InstantSource clock = InstantSource.system();

    /**
     * @param words the cron in English
     * @param next in order; each with its note where clocks change
     */
    record Preview(String words, String zone, List<Occurrence> next) {}

    /** @param from the instant after which to look, now when absent */
    @GetMapping("/api/schedules/preview")
    Preview preview(
            @RequestParam String cron,
            @RequestParam String zone,
            @RequestParam(defaultValue = "5") int count,
            @RequestParam(required = false) @Nullable String from) {
        ZoneId region = Zones.named("zone", zone);
        Cron parsed = Cron.parse("cron", cron);
        Input.between("count", count, 1, 100);
        Instant after = from == null ? clock.instant() : instant(from);
        return new Preview(
                parsed.words(), zone, parsed.after(after, region).limit(count).toList());
    }

    private static Instant instant(String from) {
        try {
            return OffsetDateTime.parse(from).toInstant();
        } catch (DateTimeException e) {
            throw Problem.badInput("from", "must be a time with its offset (RFC 3339), such as 2027-01-31T08:00:00Z");
        }
    }
}
