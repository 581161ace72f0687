package dev.jarvis.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Cursor;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.ActivityType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityListTest {
    private static LogFixture fixture;
    private final ObservatoryId here = LogFixture.observatory();

    @BeforeAll
    static void open() {
        fixture = new LogFixture();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void showsTheNewestRowFirstAndWhole() {
        Activity first = Activities.posted(here, "One");
        Activity second = Activities.posted(here, "Two");
        fixture.write(first, second);
        fixture.seal();

        List<ActivityItem> items = list("");
        assertThat(items).extracting(ActivityItem::title).containsExactly("Two", "One");
        assertThat(items.getLast().id()).isEqualTo(first.id());
        assertThat(items.getLast().seq()).isEqualTo(1L);
        assertThat(items.getLast().metadata()).isEqualTo(Map.of("place", "here", "count", "2"));
        assertThat(items.getLast().actor()).isEqualTo(new ActivityItem.By("person", Activities.ADA.id(), "Ada"));
        assertThat(items.getLast().callId()).isEqualTo(first.call());
    }

    @Test
    void showsTheNewestRowOfEachCallAndAllOfThemOnRequest() {
        UUID call = UuidV7.next();
        fixture.write(
                Activities.ofCall(here, call, Activity.Status.PENDING),
                Activities.posted(here, "Between"),
                Activities.ofCall(here, call, Activity.Status.SUCCESS));

        assertThat(list("")).extracting(ActivityItem::status).containsExactly("success", "success");
        assertThat(list("history=true"))
                .extracting(ActivityItem::status)
                .containsExactly("success", "success", "pending");
        assertThat(list("status=pending")).isEmpty();
        assertThat(list("status=pending&history=true")).hasSize(1);
        assertThat(list("call=" + call)).extracting(ActivityItem::status).containsExactly("success");
        assertThat(list("call=" + call + "&history=true"))
                .extracting(ActivityItem::status)
                .containsExactly("success", "pending");
        assertThat(list("call=" + UuidV7.next())).isEmpty();
    }

    @Test
    void givesEachRowOnceOverPagesWhileRowsAreWritten() {
        List<Activity> written = Stream.generate(() -> Activities.posted(here, "Posted"))
                .limit(25)
                .toList();
        fixture.write(written);

        List<UUID> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<ActivityItem> page = fixture.list.page(here, ActivityFilter.NONE, cursor, 10);
            page.items().forEach(item -> seen.add(item.id()));
            cursor = page.nextCursor();
            fixture.write(Activities.posted(here, "Later"));
        } while (cursor != null);

        assertThat(seen)
                .containsExactlyElementsOf(
                        written.reversed().stream().map(Activity::id).toList());
    }

    @Test
    void filtersByEveryField() {
        UUID agent = UuidV7.next();
        fixture.write(
                Activities.posted(here, "Posted 100% “Öz”"),
                Activities.of(here, ActivityType.EMAIL, "gmail/send", "Sent", Activity.Status.FAILED, null),
                new Activity(
                        here,
                        UuidV7.next(),
                        agent,
                        ActivityType.READ,
                        "twitter/search",
                        "Searched",
                        "",
                        Map.of(),
                        Activity.Status.SUCCESS,
                        new Actor(Actor.Kind.AGENT, agent, "Robo"),
                        "by policy",
                        null,
                        Instant.now()));

        assertThat(titles("type=email")).containsExactly("Sent");
        assertThat(titles("status=failed")).containsExactly("Sent");
        assertThat(titles("action=gmail/send")).containsExactly("Sent");
        assertThat(titles("integration=" + agent)).containsExactly("Searched");
        assertThat(titles("actor=" + agent)).containsExactly("Searched");
        assertThat(titles("actor=agent")).containsExactly("Searched");
        assertThat(titles("q=100%25")).isEmpty();
        assertThat(titles("q=100%")).containsExactly("Posted 100% “Öz”");
        assertThat(titles("q=öz")).containsExactly("Posted 100% “Öz”");
        assertThat(titles("q=_")).isEmpty();
        assertThat(titles("q=robo")).containsExactly("Searched");
        assertThat(titles("from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00+13:45"))
                .isEmpty();
        assertThat(titles("from=2020-01-01T00:00:00Z&to=2120-01-02T00:00:00Z&type=email&status=failed"))
                .containsExactly("Sent");
    }

    @Test
    void showsNothingOfAnotherObservatory() {
        fixture.write(Activities.posted(LogFixture.observatory(), "Theirs"));
        fixture.write(Activities.posted(here, "Ours"));

        assertThat(titles("history=true")).containsExactly("Ours");
    }

    @Test
    void looksAtABoundedNumberOfRowsAndGoesOnFromThere() {
        fixture.write(Activities.of(here, ActivityType.EMAIL, "gmail/send", "Needle", Activity.Status.SUCCESS, null));
        fixture.write(
                Stream.generate(() -> Activities.posted(here, "Hay")).limit(25).toList());
        ActivityFilter needle = filter("q=needle");

        Page<ActivityItem> first = fixture.list.page(here, needle, (UUID) null, 10, 10);
        assertThat(first.items()).isEmpty();
        assertThat(first.nextCursor()).isNotNull();
        Page<ActivityItem> second = next(needle, first);
        Page<ActivityItem> third = next(needle, second);
        assertThat(second.items()).isEmpty();
        assertThat(third.items()).extracting(ActivityItem::title).containsExactly("Needle");
        assertThat(third.nextCursor()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=tweet",
                "status=PENDING",
                "integration=7",
                "actor=robot",
                "from=yesterday",
                "to=2026-01-01",
                "history=yes",
                "q=",
                "colour=red",
                "type=post&type=email",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"
            })
    void refusesAQueryThatMakesNoSenseWithTheParametersName(String query) {
        assertThatThrownBy(() -> filter(query)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("bad-input");
            assertThat(query).contains(problem.errors().getFirst().field() + "=");
        });
    }

    @Test
    void refusesACursorOfSomethingElse() {
        assertThatThrownBy(() -> fixture.list.page(here, ActivityFilter.NONE, "bm8", 10))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("bad-cursor"));
    }

    private Page<ActivityItem> next(ActivityFilter filter, Page<ActivityItem> page) {
        UUID before = Cursor.Kind.TIME.decode(page.nextCursor()).id();
        return fixture.list.page(here, filter, before, 10, 10);
    }

    private List<String> titles(String query) {
        return list(query).stream().map(ActivityItem::title).toList();
    }

    private List<ActivityItem> list(String query) {
        return fixture.list.page(here, filter(query), (String) null, 50).items();
    }

    static ActivityFilter filter(String query) {
        Map<String, List<String>> parameters = Arrays.stream(query.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.groupingBy(
                        pair -> pair[0], Collectors.mapping(pair -> pair[1], Collectors.toList())));
        return ActivityFilter.of(new Parameters(parameters).only(ActivityFilter.PARAMETERS));
    }
}
