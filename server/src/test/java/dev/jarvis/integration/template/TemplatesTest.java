package dev.jarvis.integration.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.InputPreparation;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SharedServerTest
class TemplatesTest {
    private static final Map<String, String> THANKS =
            Map.of("name", "thanks", "subject", "Dear {{ name }}", "text", "Thank you, {{name}}, for {{order}}.");

    @Autowired
    private ApplicationContext context;

    private World world;
    private ObservatoryId observatory;
    private Caller operator;

    @BeforeEach
    void build() {
        world = new World(context);
        observatory = world.observatory();
        operator = world.member(observatory, Role.OPERATOR);
    }

    @Test
    void keepsAnAnswerAndKnowsItsPlaces() {
        Caller.Answer made = operator.post("/api/templates", THANKS);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("variables").toString()).isEqualTo("[\"name\",\"order\"]");
        String path = "/api/templates/" + made.text("/id");
        assertThat(operator.get(path).body()).isEqualTo(made.body());
        Caller.Answer changed = operator.send("PUT", path, "{\"name\":\"thanks\",\"html\":\"<p>{{who}}</p>\"}");
        assertThat(changed.text("/version")).isEqualTo("2");
        assertThat(changed.json().path("text").isNull()).isTrue();
        assertThat(operator.get("/api/templates").text("/items/0/id")).isEqualTo(made.text("/id"));
        assertThat(operator.delete(path).status()).isEqualTo(204);
        assertThat(operator.get(path).status()).isEqualTo(404);
        assertThat(operator.get("/api/integrations/activity?q=stored%20answer")
                        .json()
                        .path("items"))
                .extracting(row -> row.path("action").asString())
                .containsExactly("template/deleted", "template/changed", "template/added");
    }

    @Test
    void refusesWhatCannotBeFilledAndANameThatIsTaken() {
        operator.post("/api/templates", THANKS);
        assertThat(operator.post("/api/templates", THANKS).code()).isEqualTo("name-taken");
        assertThat(operator.post("/api/templates", Map.of("name", "x")).text("/errors/0/field"))
                .isEqualTo("text");
        assertThat(operator.post("/api/templates", Map.of("name", "x", "text", "{{ 1+1 }}"))
                        .text("/errors/0/message"))
                .contains("{{1+1}}");
        assertThat(world.member(observatory, Role.VIEWER)
                        .post("/api/templates", THANKS)
                        .code())
                .isEqualTo("role-too-low");
    }

    @Test
    void standsInTheInputBeforeAnybodyDecidesOnIt() {
        operator.post("/api/templates", THANKS);
        JsonNode input = JsonMapper.shared()
                .valueToTree(Map.of("to", List.of("a@b.test"), "template", "thanks", "subject", "Mine"));
        JsonNode prepared = world.bean(InputPreparation.class)
                .prepared(
                        observatory,
                        world.bean(Catalogue.class).platform("gmail").action("send"),
                        input);
        assertThat(prepared.path("subject").asString())
                .as("the input's own wins")
                .isEqualTo("Mine");
        assertThat(prepared.path("text").asString()).contains("{{order}}");
        assertThat(prepared.has("template")).isFalse();
        assertThatThrownBy(() -> world.bean(InputPreparation.class)
                        .prepared(
                                world.observatory(),
                                world.bean(Catalogue.class).platform("gmail").action("draft"),
                                input))
                .as("another observatory has no such template")
                .isInstanceOf(Problem.class);
    }

    @Test
    void asksForEachVariableBeforeAnythingIsSent() {
        operator.post("/api/templates", THANKS);
        Caller.Answer missing = operator.post(
                "/api/gmail/send",
                Map.of("to", List.of("a@b.test"), "template", "thanks", "variables", Map.of("name", "Ada")));
        assertThat(missing.text("/errors/0/field")).as(missing.body()).isEqualTo("variables");
        Caller.Answer unknown =
                operator.post("/api/gmail/send", Map.of("to", List.of("a@b.test"), "template", "nothing"));
        assertThat(unknown.text("/errors/0/field")).isEqualTo("template");
        Caller.Answer whole = operator.post(
                "/api/gmail/send",
                Map.of(
                        "to", List.of("a@b.test"),
                        "template", "thanks",
                        "variables", Map.of("name", "Ada", "order", "the lamp")));
        assertThat(whole.code()).as(whole.body()).isEqualTo("not-connected");
    }
}
