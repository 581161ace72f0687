package dev.jarvis.automation.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Occurrences of a fixed hour: each local date and time once, whatever the clocks do. */
final class LocalTimes {
    static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** What a local time stands for never goes back while local time goes on, so the order is that of the calendar. */
    static Stream<Occurrence> after(CronCalendar calendar, ZoneId zone, Instant instant) {
        LocalDateTime from = LocalDateTime.ofInstant(instant, zone);
        return Stream.iterate(calendar.next(from), Objects::nonNull, last -> next(calendar, last))
                .map(local -> occurrence(local, zone))
                .dropWhile(occurrence -> !occurrence.at().isAfter(instant));
    }

    private static @Nullable LocalDateTime next(CronCalendar calendar, @Nullable LocalDateTime last) {
        return last == null ? null : calendar.next(last);
    }

    private static Occurrence occurrence(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        String label = LABEL.format(local);
        if (change == null)
            return new Occurrence(label, local.toInstant(zone.getRules().getOffset(local)), null, false);
        return change.isGap()
                ? new Occurrence(label, change.getInstant(), moved(local, change), true)
                : new Occurrence(label, local.toInstant(change.getOffsetBefore()), twice(local), false);
    }

    private static String moved(LocalDateTime local, ZoneOffsetTransition change) {
        return "%s does not exist there, because clocks go forward; it runs at %s, the first time that does."
                .formatted(LABEL.format(local), LABEL.format(change.getDateTimeAfter()));
    }

    private static String twice(LocalDateTime local) {
        return "%s comes twice there, because clocks go back; it runs the first time only."
                .formatted(LABEL.format(local));
    }

    private LocalTimes() {}
}
