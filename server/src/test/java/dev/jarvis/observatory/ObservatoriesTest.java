package dev.jarvis.observatory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
class ObservatoriesTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private TenantTransactions db;

    private World world;
    private User ada;
    private ObservatoryId lovelace;
    private Caller owner;

    @BeforeEach
    void build() {
        world = new World(context);
        ada = world.user();
        lovelace = world.observatory(ada.id());
        owner = world.browser(ada);
    }

    @Test
    void changesWhatIsNamedAndKeepsTheRest() {
        Caller.Answer changed = owner.patch(
                "/api/observatories/" + lovelace,
                Map.of("name", "Engines", "settings", Map.of("timezone", "Pacific/Chatham", "currency", "NZD")));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("/name")).isEqualTo("Engines");
        assertThat(changed.text("/settings/timezone")).isEqualTo("Pacific/Chatham");
        assertThat(changed.text("/settings/locale")).isEqualTo("en");
        assertThat(owner.get("/api/observatories/" + lovelace).body()).isEqualTo(changed.body());
    }

    @ParameterizedTest
    @CsvSource({
        "timezone, +01:00",
        "timezone, Mars/Olympus",
        "locale, english",
        "locale, tr_TR",
        "currency, euro",
        "currency, eur",
    })
    void refusesSettingsThatMakeNoSense(String field, String value) {
        String before = owner.get("/api/observatories/" + lovelace).body();
        Caller.Answer refused =
                owner.patch("/api/observatories/" + lovelace, Map.of("name", "X", "settings", Map.of(field, value)));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).endsWith(field);
        assertThat(owner.get("/api/observatories/" + lovelace).body()).isEqualTo(before);
    }

    @Test
    void asksWhichOneWhereAPersonHasSeveral() {
        ObservatoryId second = world.observatory(ada.id());
        Caller.Answer unsaid = owner.get("/api/members");
        assertThat(unsaid.status()).isEqualTo(400);
        assertThat(unsaid.code()).isEqualTo("observatory-needed");
        assertThat(owner.with("X-Observatory", second.toString())
                        .get("/api/members")
                        .status())
                .isEqualTo(200);
        assertThat(owner.get("/api/members?observatory=" + second).status()).isEqualTo(200);
        assertThat(owner.get("/api/me").json().at("/observatory").isNull()).isTrue();
        assertThat(owner.with("X-Observatory", second.toString()).get("/api/me").text("/observatory/id"))
                .isEqualTo(second.toString());
    }

    @Test
    void answersAForeignAndAnUnknownOneAlikeAndTakesNoBlankOrDoubledHeader() {
        ObservatoryId foreign = world.observatory();
        Caller.Answer one = owner.with("X-Observatory", foreign.toString()).get("/api/members");
        Caller.Answer other = owner.with("X-Observatory", "0192f0c1-0000-7000-8000-000000000000")
                .get("/api/members");
        assertThat(one.status()).isEqualTo(404);
        assertThat(one.body()).isEqualTo(other.body());
        assertThat(owner.get("/api/observatories/" + foreign).body()).isEqualTo(one.body());
        assertThat(owner.with("X-Observatory", "").get("/api/members").status()).isEqualTo(400);
        assertThat(owner.with("X-Observatory", lovelace.toString())
                        .get("/api/members?observatory=" + foreign)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void isDeletedForGoodByAnOwnerWhoProvedThemselvesAnew() {
        assertThat(owner.delete("/api/observatories/" + lovelace).code()).isEqualTo("step-up-needed");
        owner.post("/api/auth/step-up", Map.of("password", World.PASSWORD));
        assertThat(owner.delete("/api/observatories/" + lovelace).status()).isEqualTo(204);
        assertThat(owner.get("/api/me").json().at("/observatories").size()).isZero();
        Integer left = db.inObservatory(
                lovelace.value(),
                () -> world.jdbc()
                        .sql("select (select count(*) from memberships) + (select count(*) from data_keysets)")
                        .query(Integer.class)
                        .single());
        assertThat(left).isZero();
    }

    @Test
    void isMadeByThoseWhoRunTheInstance() {
        assertThat(owner.post("/api/observatories", Map.of("name", "Mine")).code())
                .isEqualTo("superadmin-needed");
        Caller.Answer made = world.browser(world.superadmin()).post("/api/observatories", Map.of("name", "Babbage"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/settings/timezone")).isEqualTo("UTC");
    }

    @Test
    void showsASuperadminNothingOfWhereTheyAreNoMember() {
        Caller superadmin = world.browser(world.superadmin());
        assertThat(superadmin.get("/api/observatories/" + lovelace).status()).isEqualTo(404);
        assertThat(superadmin
                        .with("X-Observatory", lovelace.toString())
                        .get("/api/members")
                        .status())
                .isEqualTo(404);
    }
}
