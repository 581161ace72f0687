package dev.jarvis.observatory.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.User;
import dev.jarvis.observatory.Who;
import dev.jarvis.platform.db.TestDatabase;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Canaries;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.World;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two observatories, one full of canaries: whatever the other's people ask, by every route and with every id of it, no
 * byte of it comes back, and a foreign id is answered as one that nobody has (P18 at seconds size).
 */
@ServerTest
class TwoTenantsTest {
    private static final String CANARY = "kanarienvogel7f3a";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private AuthorisationTable table;

    @Autowired
    private TestDatabase database;

    private JdbcClient superuser;
    private ObservatoryId here;
    private ObservatoryId there;
    private Canaries canaries;
    private Map<String, UUID> foreign;
    private Caller owner;
    private Caller key;

    @BeforeEach
    void sow() {
        World world = new World(context);
        superuser = JdbcClient.create(database.superuserDataSource());
        User ada = world.user();
        here = world.observatory(ada.id());
        User bob = world.user();
        there = world.observatory(bob.id());
        superuser
                .sql("update users set name = ?, email = id || ? where id = ?")
                .params(CANARY, "@" + CANARY + ".example", bob.id().value())
                .update();
        superuser
                .sql("update observatories set name = ? where id = ?")
                .params(CANARY, there.value())
                .update();
        canaries = new Canaries(database.superuserDataSource(), there.value(), CANARY);
        foreign = canaries.sow();
        owner = world.provenBrowser(ada);
        key = world.key(owner, Map.of("name", "all", "kind", "person", "role", "owner"));
    }

    @Test
    void answersNoByteOfAnotherObservatoryAndAForeignIdAsOneThatNobodyHas() {
        Map<String, String> before = fingerprints();
        List<String> wrong = new ArrayList<>();
        for (Route route : routes()) {
            ask(route, owner, wrong);
            if (route.who() instanceof Who.Member) ask(route, key, wrong);
        }
        assertThat(wrong).isEmpty();
        assertThat(fingerprints()).as("nothing over there was changed").isEqualTo(before);
    }

    @Test
    void letsNobodyNameAnotherObservatoryAsTheirOwn() {
        List<String> wrong = new ArrayList<>();
        String unknown = UUID.randomUUID().toString();
        for (Route route : routes()) {
            if (!(route.who() instanceof Who.Member)) continue;
            String path = path(route, here.toString(), unknown);
            Caller.Answer named = send(owner.with("X-Observatory", there.toString()), route, path);
            Caller.Answer nobodys = send(owner.with("X-Observatory", unknown), route, path);
            if (!same(named, nobodys, there.toString(), unknown) || named.status() < 400)
                wrong.add("%s: %s against %s".formatted(route, named, nobodys));
        }
        assertThat(wrong).isEmpty();
    }

    /** Who knows the address of a webhook may knock there, and is then asked for the signature. */
    private static boolean isOpenToStrangers(Route route) {
        return route.pattern().startsWith("/hooks/");
    }

    private void ask(Route route, Caller caller, List<String> wrong) {
        if (isOpenToStrangers(route)) return;
        if (!route.pattern().contains("{")) {
            look(route, "", send(caller, route, route.pattern()), wrong);
            return;
        }
        String unknown = UUID.randomUUID().toString();
        Caller.Answer nobodys = send(caller, route, path(route, unknown, unknown));
        List<String> ids =
                new ArrayList<>(foreign.values().stream().map(UUID::toString).toList());
        ids.add(there.toString());
        for (String id : ids) {
            Caller.Answer answer = send(caller, route, path(route, id, id));
            look(route, id, answer, wrong);
            if (!same(answer, nobodys, id, unknown))
                wrong.add("%s tells a foreign id (%s): %s against %s"
                        .formatted(route, id, answer.body(), nobodys.body()));
        }
    }

    private static void look(Route route, String id, Caller.Answer answer, List<String> wrong) {
        if (answer.body().contains(CANARY) || answer.headers().map().toString().contains(CANARY))
            wrong.add("%s %s sings: %s".formatted(route, id, answer.body()));
        if (answer.status() >= 500) wrong.add("%s %s: %s".formatted(route, id, answer));
    }

    private static boolean same(Caller.Answer one, Caller.Answer other, String oneId, String otherId) {
        return one.status() == other.status() && plain(one, oneId).equals(plain(other, otherId));
    }

    /** A page's style has a number of its own each time. */
    private static String plain(Caller.Answer answer, String id) {
        return answer.body().replace(id, "ID").replaceAll("nonce=\"[^\"]*\"", "");
    }

    private static Caller.Answer send(Caller caller, Route route, String path) {
        boolean body = route.method() != HttpMethod.GET && route.method() != HttpMethod.DELETE;
        try {
            return caller.send(route.method().name(), path, body ? "{}" : null);
        } catch (UncheckedIOException e) {
            throw new AssertionError("%s (%s) was not answered".formatted(route, path), e);
        }
    }

    /** A platform stays one, so that what stands behind it is asked; where it is the only part, ids are asked as its name. */
    private static String path(Route route, String observatory, String id) {
        String path = route.pattern().replace("{observatory}", observatory).replace("{action}", "tweet");
        boolean more = path.replace("{platform}", "").contains("{") || path.contains("/tweet");
        return (more ? path.replace("{platform}", "twitter") : path)
                .replaceAll("\\{[^}]+}", Matcher.quoteReplacement(id));
    }

    private List<Route> routes() {
        return table.rows().stream()
                .filter(route -> !(route.who() instanceof Who.CommandLine))
                .filter(route -> !route.pattern().endsWith("sign-out"))
                .filter(route -> route.proof() != Route.Proof.OF_PEOPLE)
                .sorted(Comparator.comparing(Route::toString))
                .toList();
    }

    private Map<String, String> fingerprints() {
        Map<String, String> prints = new java.util.TreeMap<>();
        for (String name : canaries.tables())
            prints.put(
                    name,
                    superuser
                            .sql(
                                    "select coalesce(string_agg(md5(t::text), ',' order by md5(t::text)), '') from %s t where observatory_id = ?"
                                            .formatted(name))
                            .param(there.value())
                            .query(String.class)
                            .single());
        // What the server does by itself meanwhile: it seals, follows events and tries tasks.
        prints.keySet()
                .removeIf(name -> name.startsWith("activity_") || name.equals("work") || name.equals("event_cursors"));
        return prints;
    }
}
