package dev.jarvis.automation.definition;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.jarvis.automation.schedule.Cron;
import dev.jarvis.automation.schedule.Misfire;
import dev.jarvis.automation.schedule.Overlap;
import dev.jarvis.automation.schedule.Zones;
import dev.jarvis.platform.problem.Omissible;
import dev.jarvis.platform.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.ZoneId;
import java.util.UUID;

/** What starts a rule. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface Trigger {
    /** The word on the wire and in the database. */
    default String kind() {
        return getClass().getAnnotation(JsonTypeName.class).value();
    }

    /** In English, as a list of rules shows it. */
    default String words() {
        return switch (this) {
            case Schedule schedule -> "%s (%s)".formatted(schedule.parsed().words(), schedule.zone());
            case Webhook _ -> "when a webhook comes";
            case Event event -> "on " + event.type();
        };
    }

    /**
     * A time that comes again and again.
     *
     * @param cron five fields (minute hour day month weekday) or six (second first); see {@link Cron}
     * @param zone a region of the tz database, such as {@code Europe/Berlin}
     * @param misfire what to do with times that were missed while no node was there; {@code skip} when absent
     * @param overlap what to do while an earlier run still goes on; {@code allow} when absent
     */
    @JsonTypeName("schedule")
    record Schedule(
            String cron,
            String zone,
            @Omissible Misfire misfire,
            @Omissible Overlap overlap) implements Trigger {
        public Schedule {
            Cron.parse("cron", cron);
            Zones.named("zone", zone);
            if (misfire == null) misfire = new Misfire.Skip();
            if (overlap == null) overlap = Overlap.ALLOW;
        }

        /** The cron in its zone, ready to be asked for times. */
        public Cron parsed() {
            return Cron.parse("cron", cron);
        }

        public ZoneId region() {
            return ZoneId.of(zone);
        }
    }

    /**
     * A signed request from outside.
     *
     * @param hook the id of the address it comes to, made under {@code /api/hooks}
     */
    @JsonTypeName("webhook")
    record Webhook(UUID hook) implements Trigger {}

    /**
     * Something the platform says about itself.
     *
     * @param type as published under {@code GET /api/events/types}, such as {@code connection.broken}
     */
    @JsonTypeName("event")
    @Schema(name = "EventTrigger")
    record Event(String type) implements Trigger {
        public Event {
            if (!type.matches("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+") || type.length() > 100)
                throw Problem.badInput("type", "must be a type of event such as connection.broken");
        }
    }
}
