package dev.jarvis.observatory.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.FirstPeople;
import dev.jarvis.testing.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** To write the file anew: {@code -Djarvis.openapi.write=true}. */
@ServerTest
class OpenApiDocumentTest {
    private static final Path COMMITTED = Path.of("..", "openapi.json");

    @LocalServerPort
    private int port;

    @Autowired
    private Links links;

    @Autowired
    private TenantTransactions db;

    @Test
    void isTheCommittedOne() throws IOException {
        Caller ada = FirstPeople.ada(port, links, db);
        JsonMapper json = JsonMapper.shared();
        Caller.Answer answer = ada.get("/api/openapi.json");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String now = json.writerWithDefaultPrettyPrinter().writeValueAsString(answer.json()) + "\n";
        if (Boolean.getBoolean("jarvis.openapi.write")) Files.writeString(COMMITTED, now);
        assertThat(Files.readString(COMMITTED))
                .as("openapi.json at the root; write it anew with -Djarvis.openapi.write=true")
                .isEqualTo(now);
    }
}
