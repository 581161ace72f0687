package dev.jarvis.observatory.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.Role;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** To write the file anew: {@code -Djarvis.write=true}. */
@SharedServerTest
class OpenApiDocumentTest {
    private static final Path COMMITTED = Path.of("..", "openapi.json");

    @Autowired
    private ApplicationContext context;

    @Test
    void isTheCommittedOne() throws IOException {
        World world = new World(context);
        Caller.Answer answer = world.member(world.observatory(), Role.VIEWER).get("/api/openapi.json");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String now = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(answer.json()) + "\n";
        if (Boolean.getBoolean("jarvis.write")) Files.writeString(COMMITTED, now);
        assertThat(Files.readString(COMMITTED))
                .as("openapi.json at the root; write it anew with -Djarvis.write=true")
                .isEqualTo(now);
    }
}
