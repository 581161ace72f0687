package dev.jarvis.automation.definition;

import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.problem.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * A rule as a YAML 1.2 file, with the fields of the interface. Read as data alone: no tags, no aliases (a few lines of them
 * can stand for gigabytes), no key twice, at most 256 KB.
 */
final class RuleYaml {
    private static final int LARGEST = 256 * 1024;
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .loadSettings(LoadSettings.builder()
                    .setMaxAliasesForCollections(0)
                    .setAllowRecursiveKeys(false)
                    .build())
            .build());

    private final JsonMapper json;

    RuleYaml(JsonMapper json) {
        this.json = json;
    }

    /** @throws Problem 400 naming the line or the field */
    NewRule read(byte[] file) {
        JsonNode tree = tree(text(file));
        if (!tree.isObject())
            throw Problem.of(400, "bad-yaml", "The file is not a YAML mapping with a name, a trigger and steps.");
        return StrictJson.read(json, tree, NewRule.class);
    }

    /** Switched off, so that it can be looked at where it is read again. */
    String write(Draft draft) {
        NewRule rule = new NewRule(
                draft.name(),
                draft.description(),
                false,
                draft.definition().trigger(),
                draft.definition().conditions(),
                draft.definition().vars(),
                draft.definition().steps(),
                draft.definition().risk(),
                draft.definition().requiresApproval(),
                draft.definition().limits());
        return YAML.writeValueAsString(json.<JsonNode>valueToTree(rule));
    }

    private static String text(byte[] file) {
        if (file.length > LARGEST) throw Problem.of(413, "too-large", "A rule's file has at most 256 KB.");
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(400, "bad-yaml", "The file is not UTF-8.");
        }
    }

    private static JsonNode tree(String text) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException e) {
            String said = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
            throw Problem.of(
                    400,
                    "bad-yaml",
                    "The file is not YAML as expected (line %d): %s"
                            .formatted(
                                    e.getLocation().getLineNr(),
                                    said.lines().findFirst().orElse("")));
        }
    }
}
