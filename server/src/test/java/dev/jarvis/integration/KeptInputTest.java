package dev.jarvis.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class KeptInputTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BYTES = "iVBORw0KGgo" + "A".repeat(4_001);
    private static final JsonNode WHOLE = JSON.readTree("""
            {"text": "With a tpyo", "media": [{"file": {"name": "a.png", "base64": "%s"}}]}""".formatted(BYTES));

    @Test
    void givesAnEditedInputItsFilesBack() {
        ObjectNode edited = (ObjectNode) KeptInput.of(WHOLE).json().deepCopy();
        assertThat(edited.at("/media/0/file").has("base64")).isFalse();

        JsonNode again = KeptInput.withFiles(edited.put("text", "Without one"), WHOLE);

        assertThat(again.path("text").asString()).isEqualTo("Without one");
        assertThat(again.path("media")).isEqualTo(WHOLE.path("media"));
    }

    @Test
    void leavesOutWhatTheEditorTookAwayAndWhatIsOfAnotherInput() {
        JsonNode without = JSON.readTree("{\"text\": \"No picture\"}");
        assertThat(KeptInput.withFiles(without, WHOLE)).isEqualTo(without);
        JsonNode kept = KeptInput.of(WHOLE).json();
        assertThat(KeptInput.withFiles(kept, without)).isEqualTo(kept);
    }
}
