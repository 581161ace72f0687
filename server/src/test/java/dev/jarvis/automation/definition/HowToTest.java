package dev.jarvis.automation.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.jarvis.observatory.Role;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.SignedHook;
import dev.jarvis.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The examples in docs/how-to/write-a-rule.md are rules that are taken as they stand. */
class HowToTest {
    private static final Path PAGE = Path.of("../docs/how-to/write-a-rule.md");
    private static final String HOOK = "01890a5d-ac96-774b-bcce-b302099a8057";
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @SharedServerTest
    static class OnAServer {
        @Autowired
        private ApplicationContext context;

        @Test
        void areSavedAsTheyStand() throws IOException {
            World world = new World(context);
            Caller ada = world.member(world.observatory(), Role.ADMIN);
            String hook = SignedHook.make(world.port(), ada, "Orders").id().toString();

            assertThat(examples()).hasSize(4);
            for (String example : examples()) {
                Answer saved = ada.with("Content-Type", "application/yaml")
                        .send("POST", "/api/rules/import", example.replace(HOOK, hook));
                assertThat(saved.status()).as(example + saved.body()).isEqualTo(201);
            }
        }

        @Test
        void fitTheSchemaThatIsServed() throws IOException {
            World world = new World(context);
            Caller ada = world.member(world.observatory(), Role.OPERATOR);
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(ada.get("/api/rules/schema").body(), InputFormat.JSON);

            for (String example : examples())
                assertThat(schema.validate(new YAMLMapper().readTree(example)))
                        .as(example)
                        .isEmpty();
            assertThat(schema.validate(
                            new YAMLMapper().readTree(examples().getFirst().replace("kind: act", "kind: script"))))
                    .isNotEmpty();
        }
    }
}
