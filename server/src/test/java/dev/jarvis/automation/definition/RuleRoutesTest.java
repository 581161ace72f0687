package dev.jarvis.automation.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
class RuleRoutesTest {
    private static final String EVENT = "{\"kind\":\"event\",\"type\":\"run.failed\"}";
    private static final String WAIT = "{\"kind\":\"wait\",\"id\":\"pause\",\"for\":\"PT1H\"}";

    @Autowired
    private ApplicationContext context;

    private World world;
    private ObservatoryId here;
    private Caller ada;

    @BeforeEach
    void enter() {
        world = new World(context);
        here = world.observatory();
        ada = world.member(here, Role.OPERATOR);
    }

    @Test
    void keepsEveryVersionAndSaysWhatIsOtherwise() {
        Answer made = make("Remind", EVENT, WAIT);
        String path = "/api/rules/" + made.text("/id");

        Answer changed = ada.with("If-Match", "\"1\"")
                .patch(
                        path,
                        Map.of(
                                "name",
                                "Remind me",
                                "steps",
                                List.of(Map.of("kind", "wait", "id", "pause", "for", "PT2H"))));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("version").asInt()).isEqualTo(2);
        assertThat(changed.text("/trigger/type")).isEqualTo("run.failed");
        assertThat(ada.get(path + "/versions").json().at("/items").size()).isEqualTo(2);
        assertThat(ada.get(path + "/versions/1").text("/name")).isEqualTo("Remind");
        Answer differences = ada.get(path + "/differences?from=1&to=2");
        assertThat(differences.text("/items/0/field")).isEqualTo("name");
        assertThat(differences.text("/items/1/field")).isEqualTo("steps[0].for");
        assertThat(differences.text("/items/1/after")).isEqualTo("PT2H");
    }

    @Test
    void losesNobodysEdit() {
        String path = "/api/rules/" + make("Remind", EVENT, WAIT).text("/id");
        ada.with("If-Match", "1").patch(path, Map.of("name", "First"));

        Answer second = ada.with("If-Match", "1").patch(path, Map.of("name", "Second"));

        assertThat(second.status()).isEqualTo(412);
        assertThat(second.code()).isEqualTo("changed-meanwhile");
        assertThat(second.json().path("version").asInt()).isEqualTo(2);
        assertThat(ada.patch(path, Map.of("name", "Third")).code()).isEqualTo("version-needed");
        assertThat(ada.with("If-Match", "*")
                        .patch(path, Map.of("name", "Third"))
                        .status())
                .isEqualTo(400);
        assertThat(ada.get(path).text("/name")).isEqualTo("First");
    }

    @Test
    void switchesOnAndOffAndWritesItDown() {
        String path = "/api/rules/" + make("Remind", EVENT, WAIT).text("/id");

        assertThat(ada.post(path + "/enable").json().path("enabled").asBoolean())
                .isTrue();
        assertThat(ada.post(path + "/enable").status()).isEqualTo(200);
        assertThat(ada.post(path + "/disable").json().path("enabled").asBoolean())
                .isFalse();
        assertThat(ada.delete(path).status()).isEqualTo(204);

        assertThat(ada.get(path).status()).isEqualTo(404);
        Answer log = ada.get("/api/integrations/activity?type=automation");
        assertThat(log.json().at("/items").findValuesAsString("action"))
                .containsExactly("rule/deleted", "rule/disabled", "rule/enabled", "rule/made");
    }

    /** Each line: what is wrong, the field that must be named, and a rule with it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            no such kind of trigger  | trigger.kind        | {"name":"r","trigger":{"kind":"moon"},"steps":[W]}
            no trigger               | trigger             | {"name":"r","steps":[W]}
            no such zone             | trigger.zone        | {"name":"r","trigger":{"kind":"schedule","cron":"0 9 * * *","zone":"Mars/Base"},"steps":[W]}
            offset for a zone        | trigger.zone        | {"name":"r","trigger":{"kind":"schedule","cron":"0 9 * * *","zone":"+02:00"},"steps":[W]}
            no cron                  | trigger.cron        | {"name":"r","trigger":{"kind":"schedule","cron":"every day","zone":"UTC"},"steps":[W]}
            cron that never comes    | trigger.cron        | {"name":"r","trigger":{"kind":"schedule","cron":"0 0 30 2 *","zone":"UTC"},"steps":[W]}
            misfire of no kind       | trigger.misfire     | {"name":"r","trigger":{"kind":"schedule","cron":"0 0 1 2 *","zone":"UTC","misfire":"twice"},"steps":[W]}
            no such event            | trigger.type        | {"name":"r","trigger":{"kind":"event","type":"moon.full"},"steps":[W]}
            hook that is no id       | trigger.hook        | {"name":"r","trigger":{"kind":"webhook","hook":"x"},"steps":[W]}
            no steps                 | steps               | {"name":"r","trigger":E,"steps":[]}
            no name                  | name                | {"name":" ","trigger":E,"steps":[W]}
            no such field            | colour              | {"name":"r","trigger":E,"steps":[W],"colour":"red"}
            a number for a list      | steps               | {"name":"r","trigger":E,"steps":7}
            no such kind of step     | steps[0].kind       | {"name":"r","trigger":E,"steps":[{"kind":"script","id":"a"}]}
            no such action           | steps[0].action     | {"name":"r","trigger":E,"steps":[{"kind":"act","id":"a","action":"twitter/shout","input":{}}]}
            no such platform         | steps[0].action     | {"name":"r","trigger":E,"steps":[{"kind":"act","id":"a","action":"myspace/post","input":{}}]}
            input misses a field     | steps[0].input.to   | {"name":"r","trigger":E,"steps":[{"kind":"act","id":"a","action":"gmail/send","input":{}}]}
            input knows no field     | steps[0].input.size | {"name":"r","trigger":E,"steps":[{"kind":"act","id":"a","action":"twitter/tweet","input":{"text":"x","size":"${1}"}}]}
            wrong type in the input  | steps[0].input.text | {"name":"r","trigger":E,"steps":[{"kind":"act","id":"a","action":"twitter/tweet","input":{"text":"${1 + 1}"}}]}
            no such account          | steps[0].account    | {"name":"r","trigger":E,"steps":[{"kind":"act","id":"a","action":"twitter/tweet","account":"@nobody","input":{"text":"x"}}]}
            on without an account    | steps[0].account    | {"name":"r","enabled":true,"trigger":E,"steps":[{"kind":"act","id":"a","action":"twitter/tweet","input":{"text":"x"}}]}
            grammar                  | conditions[0]       | {"name":"r","trigger":E,"conditions":["1 +"],"steps":[W]}
            condition is no truth    | conditions[0]       | {"name":"r","trigger":E,"conditions":["1 + 1"],"steps":[W]}
            no such variable         | conditions[0]       | {"name":"r","trigger":E,"conditions":["vars.total > 1"],"steps":[W]}
            no such field of event   | conditions[0]       | {"name":"r","trigger":E,"conditions":["trigger.colour == 'red'"],"steps":[W]}
            types do not fit         | conditions[0]       | {"name":"r","trigger":E,"conditions":["trigger.title + 1 == 2"],"steps":[W]}
            a later step             | steps[0].vars.x     | {"name":"r","trigger":E,"steps":[{"kind":"set","id":"s","vars":{"x":"${steps.pause.status}"}},W]}
            deep inside              | steps[0].then[0].vars.x | {"name":"r","trigger":E,"steps":[{"kind":"branch","id":"b","if":"true","then":[{"kind":"set","id":"s","vars":{"x":"${nobody}"}}]}]}
            item outside of a loop   | steps[0].vars.x     | {"name":"r","trigger":E,"steps":[{"kind":"set","id":"s","vars":{"x":"${item}"}}]}
            no such rule             | steps[0].rule       | {"name":"r","trigger":E,"steps":[{"kind":"call_rule","id":"c","rule":"01890a5d-ac96-774b-bcce-b302099a8057"}]}
            two steps of one id      | steps               | {"name":"r","trigger":E,"steps":[W,W]}
            NUL                      | steps[0].input.text | {"name":"r","trigger":E,"steps":[{"kind":"act","id":"a","action":"twitter/tweet","input":{"text":"\\u0000"}}]}
            """)
    void refusesARuleThatCannotRunWithTheField(String what, String field, String rule) {
        Answer answer = ada.send(
                "POST",
                "/api/rules",
                rule.replace("\\\\", "\\")
                        .replace("E,", EVENT + ",")
                        .replace("W]", WAIT + "]")
                        .replace("[W,", "[" + WAIT + ","));

        assertThat(answer.status()).as(what + answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/errors").findValuesAsString("field"))
                .as(answer.body())
                .contains(field);
        assertThat(ada.get("/api/rules").json().at("/items").size()).isZero();
    }

    @Test
    void refusesACycleAndDeletingWhatIsCalled() {
        String one = make("One", EVENT, WAIT).text("/id");
        String two = make("Two", EVENT, call(one)).text("/id");
        String three = make("Three", EVENT, call(two)).text("/id");

        Answer cycle = ada.with("If-Match", "1")
                .patch(
                        "/api/rules/" + one,
                        Map.of("steps", List.of(Map.of("kind", "call_rule", "id", "c", "rule", three))));
        Answer itself = ada.with("If-Match", "1")
                .patch(
                        "/api/rules/" + one,
                        Map.of(
                                "steps",
                                List.of(Map.of(
                                        "kind", "wait", "id", "w", "for", "PT1S", "onFailure", Map.of("rule", one)))));

        assertThat(cycle.text("/errors/0/field")).isEqualTo("steps[0].rule");
        assertThat(cycle.text("/errors/0/message")).contains("cycle");
        assertThat(itself.text("/errors/0/field")).isEqualTo("steps[0].onFailure.rule");
        assertThat(ada.delete("/api/rules/" + one).code()).isEqualTo("rule-in-use");
        assertThat(ada.delete("/api/rules/" + three).status()).isEqualTo(204);
        assertThat(ada.delete("/api/rules/" + two).status()).isEqualTo(204);
        assertThat(ada.delete("/api/rules/" + one).status()).isEqualTo(204);
    }

    private static String call(String rule) {
        return "{\"kind\":\"call_rule\",\"id\":\"c\",\"rule\":\"%s\"}".formatted(rule);
    }

    @Test
    void saysInWordsAndTimesWhenARuleWouldRunBeforeItIsKept() {
        String daily = "{\"kind\":\"schedule\",\"cron\":\"0 9 * * *\",\"zone\":\"Europe/Berlin\"}";

        Answer said = ada.send("POST", "/api/rules/check", rule("Daily", daily, WAIT));

        assertThat(said.text("/when")).isEqualTo("at 09:00 (Europe/Berlin)");
        assertThat(said.json().at("/next").size()).isEqualTo(5);
        assertThat(Instant.parse(said.text("/next/0"))
                        .atZone(ZoneId.of("Europe/Berlin"))
                        .getHour())
                .isEqualTo(9);
    }

    @Test
    void looksAtARuleWithoutKeepingIt() {
        Answer good = ada.send("POST", "/api/rules/check", rule("Fine", EVENT, WAIT));
        Answer bad = ada.send(
                "POST",
                "/api/rules/check",
                rule("Bad", EVENT, "{\"kind\":\"set\",\"id\":\"s\",\"vars\":{\"x\":\"${1 +}\"}}"));

        assertThat(good.json().at("/errors").size()).isZero();
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.text("/errors/0/field")).isEqualTo("steps[0].vars.x");
        assertThat(bad.text("/errors/0/message")).contains("line 1, column");
        assertThat(ada.get("/api/rules").json().at("/items").size()).isZero();
    }

    @Test
    void goesOutAsAFileAndComesBack() {
        String id = make(
                        "Müsli & “more”",
                        EVENT,
                        "{\"kind\":\"set\",\"id\":\"s\",\"vars\":{\"x\":\"yes\",\"y\":\"0123\",\"z\":[null,1.5]}}")
                .text("/id");
        Answer file = ada.get("/api/rules/" + id + "/export");

        Answer again = ada.with("Content-Type", "application/yaml").send("POST", "/api/rules/import", file.body());

        assertThat(again.status()).as(again.body() + file.body()).isEqualTo(201);
        assertThat(again.text("/name")).isEqualTo("Müsli & “more”");
        assertThat(again.json().at("/steps"))
                .isEqualTo(ada.get("/api/rules/" + id).json().at("/steps"));
        assertThat(again.json().path("enabled").asBoolean()).isFalse();
    }

    @Test
    void readsNoFileThatIsMoreThanData() {
        Caller yaml = ada.with("Content-Type", "application/yaml");
        String bomb = "a: &a [x,x]\nb: &b [*a,*a]\nname: r\n";

        assertThat(yaml.send("POST", "/api/rules/import", bomb).status()).isEqualTo(400);
        assertThat(yaml.send("POST", "/api/rules/import", "name: a\nname: b\n").status())
                .isEqualTo(400);
        assertThat(yaml.send("POST", "/api/rules/import", "- a list").code()).isEqualTo("bad-yaml");
        assertThat(yaml.send("POST", "/api/rules/import", "name: !!java.net.URL [x]")
                        .status())
                .isEqualTo(400);
        assertThat(yaml.send("POST", "/api/rules/import", "name: " + "x".repeat(300_000))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void showsARuleToNobodyElse() {
        String path = "/api/rules/" + make("Secret plan", EVENT, WAIT).text("/id");
        Caller other = world.member(world.observatory(), Role.OPERATOR);
        String unknown = "/api/rules/" + UUID.randomUUID();

        for (String tail : List.of("", "/versions", "/versions/1", "/export", "/differences?from=1&to=1"))
            assertThat(other.get(path + tail).body())
                    .isEqualTo(other.get(unknown + tail).body());
        assertThat(other.with("If-Match", "1")
                        .patch(path, Map.of("name", "Mine"))
                        .status())
                .isEqualTo(404);
        assertThat(other.post(path + "/enable").status()).isEqualTo(404);
        assertThat(other.delete(path).status()).isEqualTo(404);
        assertThat(world.member(here, Role.VIEWER).post(path + "/enable").status())
                .isEqualTo(403);
    }

    private Answer make(String name, String trigger, String steps) {
        return ada.send("POST", "/api/rules", rule(name, trigger, steps));
    }

    private static String rule(String name, String trigger, String steps) {
        return "{\"name\":\"%s\",\"trigger\":%s,\"steps\":[%s]}".formatted(name, trigger, steps);
    }
}
