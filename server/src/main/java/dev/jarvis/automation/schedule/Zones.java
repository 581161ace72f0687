package dev.jarvis.automation.schedule;

import dev.jarvis.platform.problem.Problem;
import java.time.ZoneId;

/** Regions of the tz database; never an offset, which knows no summer time, nor a three-letter name, which is several. */
public final class Zones {
    /** @throws Problem 400 when there is no region of that name */
    public static ZoneId named(String field, String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name))
            throw Problem.badInput(field, "must be a region such as Europe/Berlin");
        return ZoneId.of(name);
    }

    private Zones() {}
}
