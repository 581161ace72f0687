package dev.jarvis.automation.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.platform.problem.Problem;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs, as all tests do, in a zone of odd minutes and with the Turkish dotless i. */
@Protocol
class CronTest {
    private static final List<String> RULES =
            List.of("30 2 * * *", "0 0 * * *", "15 1,2,3 * * *", "0 45 2 * * *", "*/30 * * * *", "0 */2 * * *");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void isTestedWhereItHurts() {
        assertThat(Locale.getDefault().getLanguage()).isEqualTo("tr");
        assertThat(TimeZone.getDefault().getID()).isEqualTo("Pacific/Chatham");
    }

    @Test
    void runsAtTheFirstValidInstantOfAGapAndSaysSo() {
        Occurrence gap = first("30 2 * * *", "2027-03-27T12:00:00Z", BERLIN);

        assertThat(gap.label()).isEqualTo("2027-03-28T02:30:00");
        assertThat(gap.at()).isEqualTo(Instant.parse("2027-03-28T01:00:00Z"));
        assertThat(gap.note()).contains("2027-03-28T02:30:00 does not exist").contains("2027-03-28T03:00:00");
    }

    @Test
    void runsOnceInAnOverlapAtTheFirstOfTheTwo() {
        List<Occurrence> two = some("30 2 * * *", "2027-10-30T12:00:00Z", BERLIN, 2);

        assertThat(two).extracting(Occurrence::label).containsExactly("2027-10-31T02:30:00", "2027-11-01T02:30:00");
        assertThat(two.getFirst().at()).isEqualTo(Instant.parse("2027-10-31T00:30:00Z"));
        assertThat(two.getFirst().note()).contains("twice");
    }

    @Test
    void firesInBothHoursOfAnOverlapWhereTheHourIsAWildcard() {
        assertThat(some("*/30 * * * *", "2027-10-30T23:59:00Z", BERLIN, 6))
                .extracting(Occurrence::label)
                .containsExactly(
                        "2027-10-31T02:00:00+02:00",
                        "2027-10-31T02:30:00+02:00",
                        "2027-10-31T02:00:00+01:00",
                        "2027-10-31T02:30:00+01:00",
                        "2027-10-31T03:00:00+01:00",
                        "2027-10-31T03:30:00+01:00");
    }

    @Test
    void knowsTheHalfHourGapOfLordHowe() {
        Occurrence gap = first("15 2 * * *", "2027-10-02T00:00:00Z", ZoneId.of("Australia/Lord_Howe"));

        assertThat(gap.label()).isEqualTo("2027-10-03T02:15:00");
        assertThat(gap.at()).isEqualTo(Instant.parse("2027-10-02T15:30:00Z"));
    }

    @Test
    void losesNoLabelOfADayThatNeverWas() {
        assertThat(some("0 10 * * *", "2011-12-29T21:00:00Z", ZoneId.of("Pacific/Apia"), 3))
                .extracting(Occurrence::label)
                .containsExactly("2011-12-30T10:00:00", "2011-12-31T10:00:00", "2012-01-01T10:00:00");
    }

    @Test
    void isStrictlyAfterTheInstantAsked() {
        assertThat(first("0 9 * * *", "2027-06-01T07:00:00Z", BERLIN).label()).isEqualTo("2027-06-02T09:00:00");
        assertThat(first("0 9 * * *", "2027-06-01T06:59:59.999Z", BERLIN).label())
                .isEqualTo("2027-06-01T09:00:00");
        assertThat(first("30 2 * * *", "2027-10-31T01:10:00Z", BERLIN).label())
                .as("asked in the second pass of the overlap")
                .isEqualTo("2027-11-01T02:30:00");
    }

    /** Eight changes of clocks by six rules: 48 cases. */
    static Stream<Arguments> changes() {
        return Stream.of(
                        "Europe/Berlin 2027-03-28",
                        "Europe/Berlin 2027-10-31",
                        "America/New_York 2027-03-14",
                        "America/New_York 2027-11-07",
                        "Australia/Lord_Howe 2027-10-03",
                        "Australia/Lord_Howe 2027-04-04",
                        "Pacific/Apia 2011-12-30",
                        "Africa/Cairo 2027-04-30")
                .flatMap(change -> RULES.stream().map(cron -> Arguments.of(change, cron)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    @Tag("P13")
    void firesEachLabelExactlyOnceAroundAChangeOfClocks(String change, String cron) {
        firesEachLabelExactlyOnce(ZoneId.of(change.split(" ")[0]), LocalDate.parse(change.split(" ")[1]), cron);
    }

    @Test
    @Tag("P13")
    void firesEachLabelExactlyOnceAroundTheChangesOfAllZones(Proof proof) {
        List<ZoneId> zones = ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .filter(zone -> nextChange(zone) != null)
                .toList();
        int every = Math.max(1, zones.size() / Size.of(8, 150, zones.size()));
        int cases = 0;
        for (int i = 0; i < zones.size(); i += every)
            for (String cron : RULES) {
                firesEachLabelExactlyOnce(zones.get(i), nextChange(zones.get(i)), cron);
                cases++;
            }
        proof.count("zones with their next change of clocks, and rules", cases);
    }

    private static @Nullable LocalDate nextChange(ZoneId zone) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.parse("2027-01-01T00:00:00Z"));
        return next == null ? null : next.getDateTimeBefore().toLocalDate();
    }

    private static void firesEachLabelExactlyOnce(ZoneId zone, LocalDate day, String cron) {
        Instant from = day.minusDays(2).atStartOfDay(zone).toInstant();
        Instant to = day.plusDays(3).atStartOfDay(zone).toInstant();

        List<Occurrence> found = Cron.parse("cron", cron)
                .after(from, zone)
                .takeWhile(occurrence -> !occurrence.at().isAfter(to))
                .toList();

        assertThat(found)
                .as("%s around %s by %s", zone, day, cron)
                .extracting(Occurrence::label)
                .doesNotHaveDuplicates();
        assertThat(found).extracting(Occurrence::at).isSorted();
        assertThat(found.stream().map(occurrence -> occurrence.label() + "@" + occurrence.at()))
                .as("%s around %s by %s", zone, day, cron)
                .containsExactlyElementsOf(expected(cron, zone, from, to));
    }

    /** Told minute by minute from the clock on the wall, with nothing of the code under test. */
    private static List<String> expected(String cron, ZoneId zone, Instant from, Instant to) {
        boolean elapsed = cron.contains("/");
        Predicate<LocalDateTime> fits = fits(cron);
        Set<String> labels = new LinkedHashSet<>();
        List<String> expected = new ArrayList<>();
        LocalDateTime wall = LocalDateTime.ofInstant(from, zone);
        for (Instant at = from.plus(Duration.ofMinutes(1)); !at.isAfter(to); at = at.plus(Duration.ofMinutes(1))) {
            LocalDateTime now = LocalDateTime.ofInstant(at, zone);
            if (elapsed && fits.test(now)) expected.add(label(now) + offset(zone, at) + "@" + at);
            for (LocalDateTime seen = wall.plusMinutes(1); !elapsed && !seen.isAfter(now); seen = seen.plusMinutes(1))
                if (fits.test(seen) && labels.add(label(seen))) expected.add(label(seen) + "@" + at);
            wall = elapsed || now.isAfter(wall) ? now : wall;
        }
        return expected;
    }

    private static Predicate<LocalDateTime> fits(String cron) {
        return switch (cron) {
            case "30 2 * * *" -> at -> at.getHour() == 2 && at.getMinute() == 30;
            case "0 0 * * *" -> at -> at.getHour() == 0 && at.getMinute() == 0;
            case "15 1,2,3 * * *" -> at -> at.getHour() >= 1 && at.getHour() <= 3 && at.getMinute() == 15;
            case "0 45 2 * * *" -> at -> at.getHour() == 2 && at.getMinute() == 45;
            case "*/30 * * * *" -> at -> at.getMinute() % 30 == 0;
            case "0 */2 * * *" -> at -> at.getHour() % 2 == 0 && at.getMinute() == 0;
            default -> throw new AssertionError(cron);
        };
    }

    private static String label(LocalDateTime at) {
        return LocalTimes.LABEL.format(at);
    }

    private static String offset(ZoneId zone, Instant at) {
        return zone.getRules().getOffset(at).getId().replace("Z", "+00:00");
    }

    @Test
    void takesEitherOfTheTwoDayFieldsAsCrontabDoes() {
        assertThat(some("0 0 13 * FRI", "2027-08-01T00:00:00Z", ZoneId.of("UTC"), 3))
                .extracting(Occurrence::label)
                .containsExactly("2027-08-06T00:00:00", "2027-08-13T00:00:00", "2027-08-20T00:00:00");
    }

    @Test
    void readsNamesOfDaysInTurkey() {
        assertThat(first("0 9 * * fri", "2027-06-01T00:00:00Z", BERLIN).label()).isEqualTo("2027-06-04T09:00:00");
        assertThat(first("0 9 * * sun", "2027-06-01T00:00:00Z", BERLIN))
                .isEqualTo(first("0 9 * * 7", "2027-06-01T00:00:00Z", BERLIN))
                .isEqualTo(first("0 9 * * 0", "2027-06-01T00:00:00Z", BERLIN));
    }

    @Test
    void findsTheNextLeapDayThatIsFarAway() {
        assertThat(first("0 0 29 2 *", "2028-03-01T00:00:00Z", BERLIN).label()).isEqualTo("2032-02-29T00:00:00");
        assertThat(first("0 0 29 2 *", "2096-03-01T00:00:00Z", BERLIN).label()).isEqualTo("2104-02-29T00:00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 0 31 11 *"})
    void refusesWhatNeverComes(String cron) {
        assertThatThrownBy(() -> Cron.parse("trigger.cron", cron)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("bad-input");
            assertThat(problem.errors()).extracting(Problem.FieldError::field).containsExactly("trigger.cron");
            assertThat(problem.detail()).contains("never comes");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "* * * *",
                "* * * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "@daily",
                "a b c d e",
                "5-1 * * * *",
                "*/0 * * * *",
                "* * * * MON#6",
                "${now} * * * *",
                "１ * * * *",
                "-1 * * * *"
            })
    void refusesWhatIsNoCron(String cron) {
        assertThatThrownBy(() -> Cron.parse("cron", cron)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30 8 * * MON-FRI       | at 08:30, on Monday to Friday
            0 9 1 * *              | at 09:00, on day 1 of the month
            */15 * * * *           | every 15 minutes
            * * * * *              | every minute
            */10 * * * * *         | every 10 seconds
            0 0,12 * * *           | at 00:00 and 12:00
            5 * * * *              | at minute 5 of every hour
            0 9-17 * * *           | at minute 0 every hour from 9 to 17
            0 0 13 * FRI           | at 00:00, on day 13 of the month or on Friday
            0 0 L * *              | at 00:00, on the last day of the month
            0 0 * * 5#2            | at 00:00, on the second Friday of the month
            0 0 * * FRIL           | at 00:00, on the last Friday of the month
            0 6 24 12 *            | at 06:00, on day 24 of the month, in December
            """)
    void saysItInWords(String cron, String words) {
        assertThat(Cron.parse("cron", cron).words()).isEqualTo(words);
    }

    private static Occurrence first(String cron, String from, ZoneId zone) {
        return some(cron, from, zone, 1).getFirst();
    }

    private static List<Occurrence> some(String cron, String from, ZoneId zone, int many) {
        return Cron.parse("cron", cron)
                .after(Instant.parse(from), zone)
                .limit(many)
                .toList();
    }
}
