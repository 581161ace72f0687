package dev.jarvis.integration.manifest;

import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** YAML as a tree whose nodes know their lines. Aliases are refused: a few lines of them can stand for gigabytes. */
final class LocatedYaml {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .loadSettings(LoadSettings.builder()
                    .setMaxAliasesForCollections(0)
                    .setAllowRecursiveKeys(false)
                    .build())
            .build());

    private LocatedYaml() {}

    static JsonNode tree(String origin, String yaml) {
        try {
            JsonNode tree = JsonNodes.readTree(YAML, yaml, LocationJsonNodeFactoryFactory.getInstance());
            if (tree == null || !tree.isObject())
                throw new ManifestRefused(origin, List.of(Mistake.whole("is not a YAML mapping")));
            return tree;
        } catch (JacksonException e) {
            throw new ManifestRefused(origin, List.of(new Mistake(line(e.getLocation()), "", words(e))));
        }
    }

    /** Counted from 1; 0 where nobody knows. */
    static int line(JsonNode node) {
        return node.isMissingNode() ? 0 : line(JsonNodes.tokenStreamLocationOf(node));
    }

    private static int line(TokenStreamLocation location) {
        return location == null ? 0 : Math.max(0, location.getLineNr());
    }

    private static String words(JacksonException e) {
        String said = e.getOriginalMessage();
        return "is not YAML as expected: "
                + (said == null ? "" : said.lines().findFirst().orElse(""));
    }
}
