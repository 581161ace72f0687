package dev.jarvis.automation.schedule;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A cron in English, so that its author sees what it says before it says it to the server. */
final class CronWords {
    private static final int MOST_TIMES = 6;
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");

    static String of(List<String> fields) {
        List<String> parts = new ArrayList<>();
        parts.add(time(fields.get(0), fields.get(1), fields.get(2)));
        parts.add(days(fields.get(3), fields.get(5)));
        parts.add(months(fields.get(4)));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String time(String second, String minute, String hour) {
        boolean exact = List.of(second, minute, hour).stream().allMatch(CronWords::isPlain);
        List<String> times = exact ? clockTimes(second, minute, hour) : List.of();
        return exact && times.size() <= MOST_TIMES ? "at " + and(times) : pieces(second, minute, hour);
    }

    private static boolean isPlain(String field) {
        return field.matches("\\d+(,\\d+)*");
    }

    private static List<String> clockTimes(String second, String minute, String hour) {
        List<String> times = new ArrayList<>();
        for (String h : hour.split(","))
            for (String m : minute.split(",")) for (String s : second.split(",")) times.add(clock(h, m, s));
        return times.stream().sorted().toList();
    }

    private static String clock(String hour, String minute, String second) {
        String shown = two(hour) + ":" + two(minute);
        return Integer.parseInt(second) == 0 ? shown : shown + ":" + two(second);
    }

    private static String two(String number) {
        return String.format(Locale.ROOT, "%02d", Integer.parseInt(number));
    }

    private static String pieces(String second, String minute, String hour) {
        List<String> pieces = new ArrayList<>();
        if (!second.equals("0")) pieces.add(unit(second, "second"));
        if (!(minute.equals("*") && !second.equals("0"))) pieces.add(unit(minute, "minute"));
        if (!hour.equals("*")) pieces.add(unit(hour, "hour"));
        else if (isPlain(minute)) pieces.add("of every hour");
        return String.join(" ", pieces);
    }

    /** {@code every 15 minutes}, {@code at minute 5 and 10}, {@code from hour 9 to 17}. */
    private static String unit(String field, String unit) {
        if (field.equals("*")) return "every " + unit;
        if (field.matches("(\\*|0)/\\d+")) return "every %s %ss".formatted(step(field), unit);
        if (isPlain(field)) return "at %s %s".formatted(unit, and(List.of(field.split(","))));
        if (field.matches("\\d+-\\d+")) return "every %s from %s".formatted(unit, field.replace("-", " to "));
        if (field.matches("\\d+-\\d+/\\d+"))
            return "every %s %ss from %s"
                    .formatted(step(field), unit, before(field).replace("-", " to "));
        if (field.matches("\\d+/\\d+")) return "every %s %ss from %s on".formatted(step(field), unit, before(field));
        return "at %s %s".formatted(unit, field);
    }

    private static String step(String field) {
        return field.substring(field.indexOf('/') + 1);
    }

    private static String before(String field) {
        return field.substring(0, field.indexOf('/'));
    }

    private static String days(String day, String weekday) {
        boolean anyDay = day.equals("*") || day.equals("?");
        boolean anyWeekday = weekday.equals("*") || weekday.equals("?");
        if (anyDay && anyWeekday) return "";
        if (anyDay) return weekdays(weekday);
        if (anyWeekday) return monthDays(day);
        boolean both = CronCalendar.isOpen(day) || CronCalendar.isOpen(weekday);
        return "%s %s %s".formatted(monthDays(day), both ? "if it is" : "or", weekdays(weekday));
    }

    private static String monthDays(String field) {
        if (field.equals("L")) return "on the last day of the month";
        if (field.equals("LW")) return "on the last weekday of the month";
        if (field.matches("L-\\d+")) return "%s days before the last day of the month".formatted(field.substring(2));
        if (field.matches("\\d+W")) return "on the weekday nearest to day %s".formatted(field.replace("W", ""));
        if (field.matches("\\*/\\d+")) return "on every %s days of the month from day 1".formatted(step(field));
        return "on day %s of the month".formatted(listed(field, UnaryOperator.identity()));
    }

    private static String weekdays(String field) {
        if (field.matches("\\w+#\\d"))
            return "on the %s %s of the month"
                    .formatted(
                            ORDINALS.get(Character.digit(field.charAt(field.length() - 1), 10) - 1),
                            weekday(field.substring(0, field.indexOf('#'))));
        if (field.matches("(\\d|[A-Z]{3})L"))
            return "on the last %s of the month".formatted(weekday(field.substring(0, field.length() - 1)));
        return "on " + listed(field, CronWords::weekday);
    }

    private static String months(String field) {
        if (field.equals("*")) return "";
        if (field.matches("\\*/\\d+")) return "in every %s months from January".formatted(step(field));
        return "in " + listed(field, CronWords::month);
    }

    private static String listed(String field, UnaryOperator<String> name) {
        return and(
                Arrays.stream(field.split(",")).map(part -> range(part, name)).toList());
    }

    private static String range(String part, UnaryOperator<String> name) {
        if (part.contains("/")) return "every %s of %s".formatted(step(part), range(before(part), name));
        if (!part.contains("-")) return name.apply(part);
        return name.apply(part.substring(0, part.indexOf('-'))) + " to "
                + name.apply(part.substring(part.indexOf('-') + 1));
    }

    /** 0 and 7 are Sunday (crontab(5)). */
    private static String weekday(String text) {
        for (DayOfWeek day : DayOfWeek.values())
            if (day.name().startsWith(text)
                    || text.equals(String.valueOf(day.getValue() % 7))
                    || text.equals(String.valueOf(day.getValue())))
                return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        return text;
    }

    private static String month(String text) {
        for (Month month : Month.values())
            if (month.name().startsWith(text) || text.equals(String.valueOf(month.getValue())))
                return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        return text;
    }

    private static String and(List<String> parts) {
        if (parts.size() == 1) return parts.getFirst();
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }

    private CronWords() {}
}
