package dev.jarvis.automation.schedule;

import dev.jarvis.platform.problem.Problem;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A cron expression of five fields (minute, hour, day of month, month, day of week) or six (second first), read as
 * crontab(5) reads it: where day of month and day of week are both restricted, either will do. Beyond it {@code L},
 * {@code W} and {@code #} are understood.
 *
 * <pre>{@code
 * Cron.parse("cron", "30 8 * * MON-FRI").after(now, ZoneId.of("Europe/Berlin")).limit(5)
 * }</pre>
 *
 * <p>Calendars are Spring's; what happens on days on which clocks change is decided here, because Spring skips a time in
 * the gap and fires one in the overlap twice. A rule whose hour is fixed is due once for each local date and time: in a
 * gap at the first instant after it, in an overlap at the first of the two. A rule whose hour is a wildcard or a step
 * goes by elapsed time: in a gap nothing is missing, and in an overlap both hours count. Immutable.
 */
public final class Cron {
    private static final Pattern ALLOWED = Pattern.compile("[0-9A-Z*?,/#-]+");
    private static final LocalDateTime SOME_DAY = Year.of(2026).atDay(1).atStartOfDay();

    private final List<String> fields;
    private final CronCalendar calendar;

    private Cron(List<String> fields) {
        this.fields = fields;
        this.calendar = CronCalendar.of(fields);
    }

    /**
     * @param field what the caller calls it in errors
     * @throws Problem 400 when it is not understood or can never be due
     */
    public static Cron parse(String field, String text) {
        Cron cron = refusing(field, () -> new Cron(fields(text)));
        if (cron.calendar.next(SOME_DAY) == null)
            throw Problem.badInput(field, "never comes: there is no such day in any year");
        return cron;
    }

    private static Cron refusing(String field, Supplier<Cron> parsing) {
        try {
            return parsing.get();
        } catch (IllegalArgumentException e) {
            throw Problem.badInput(field, "is not understood: " + e.getMessage());
        }
    }

    private static List<String> fields(String text) {
        if (text.length() > 200) throw new IllegalArgumentException("it has more than 200 characters");
        List<String> given = List.of(text.strip().toUpperCase(Locale.ROOT).split("\\s+"));
        if (given.size() != 5 && given.size() != 6)
            throw new IllegalArgumentException(
                    "it needs 5 fields (minute hour day month weekday) or 6 (second first), such as 30 8 * * MON-FRI");
        for (String field : given)
            if (!ALLOWED.matcher(field).matches())
                throw new IllegalArgumentException(
                        "a field holds only digits, names of months and days, and * , - / # ?");
        return given.size() == 6
                ? given
                : Stream.concat(Stream.of("0"), given.stream()).toList();
    }

    /** All that are due after an instant, in order, without end unless there is one; made as they are asked for. */
    public Stream<Occurrence> after(Instant instant, ZoneId zone) {
        return goesByElapsedTime()
                ? ElapsedTimes.after(calendar, zone, instant)
                : LocalTimes.after(calendar, zone, instant);
    }

    /** In English, such as "at 08:30, Monday to Friday". */
    public String words() {
        return CronWords.of(fields);
    }

    private boolean goesByElapsedTime() {
        String hour = fields.get(2);
        return hour.contains("*") || hour.contains("/") || hour.equals("0-23");
    }
}
