package dev.jarvis.automation.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Occurrences of a wildcard or step hour: every instant whose local time fits, in both hours of an overlap. */
record ElapsedTimes(CronCalendar calendar, ZoneId zone) {
    /**
     * An instant that fits, in the offset that holds then.
     *
     * @param reached how far the clocks' changes were looked at
     */
    private record Fit(LocalDateTime local, ZoneOffset offset, Instant reached) {}

    static Stream<Occurrence> after(CronCalendar calendar, ZoneId zone, Instant instant) {
        ElapsedTimes times = new ElapsedTimes(calendar, zone);
        ZoneOffset offset = zone.getRules().getOffset(instant);
        Fit start = new Fit(LocalDateTime.ofInstant(instant, offset), offset, instant);
        return Stream.iterate(times.next(start), Objects::nonNull, times::next).map(ElapsedTimes::occurrence);
    }

    private static Occurrence occurrence(Fit fit) {
        return new Occurrence(LocalTimes.LABEL.format(fit.local) + written(fit.offset), fit.reached, null, false);
    }

    /** {@code +00:00} for UTC, so that labels have one form. */
    private static String written(ZoneOffset offset) {
        return offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId();
    }

    /** Looks from one change of the clocks to the next: in between, local time goes on without a jump. */
    private @Nullable Fit next(@Nullable Fit last) {
        if (last == null) return null;
        Fit from = last;
        while (true) {
            LocalDateTime local = calendar.next(from.local);
            if (local == null) return null;
            Instant at = local.toInstant(from.offset);
            ZoneOffsetTransition change = zone.getRules().nextTransition(from.reached);
            if (change == null || at.isBefore(change.getInstant())) return new Fit(local, from.offset, at);
            from = justBefore(change);
        }
    }

    /** A second before the first local time after the change, so that this one is found, too. */
    private static Fit justBefore(ZoneOffsetTransition change) {
        return new Fit(change.getDateTimeAfter().minusSeconds(1), change.getOffsetAfter(), change.getInstant());
    }
}
