package dev.jarvis.automation.schedule;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * The local dates and times that a cron names, without any zone. Spring demands both of the two day fields; crontab(5)
 * says "either" where both are restricted, so that is two expressions here.
 */
record CronCalendar(List<CronExpression> either) {
    private static final int DAY = 3;
    private static final int WEEKDAY = 5;

    static CronCalendar of(List<String> fields) {
        if (isOpen(fields.get(DAY)) || isOpen(fields.get(WEEKDAY)))
            return new CronCalendar(List.of(CronExpression.parse(String.join(" ", fields))));
        return new CronCalendar(List.of(with(fields, WEEKDAY), with(fields, DAY)));
    }

    private static CronExpression with(List<String> fields, int open) {
        List<String> changed = new ArrayList<>(fields);
        changed.set(open, "*");
        return CronExpression.parse(String.join(" ", changed));
    }

    static boolean isOpen(String field) {
        return field.startsWith("*") || field.equals("?");
    }

    /** The first one after a date and time; null when there is none. */
    @Nullable
    LocalDateTime next(LocalDateTime after) {
        return either.stream()
                .map(expression -> expression.next(after))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
