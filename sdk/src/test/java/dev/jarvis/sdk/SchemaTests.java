package dev.jarvis.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaTests {
    record Letter(
            @Describe("Who gets it.") String to,

            @Describe(value = "More of them.", optional = true)
            List<String> others,

            @Nullable String note) {}

    @Test
    void asksForWhatMayNotBeLeftOut() {
        assertThat(Schema.of(Letter.class).path("required"))
                .extracting(node -> node.asString())
                .containsExactly("to");
    }
}
