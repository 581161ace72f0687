package dev.jarvis.integration.manifest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.jarvis.sdk.Connector;
import dev.jarvis.sdk.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads manifests, held to {@code docs/connector.schema.json}: what is unknown is refused, not ignored.
 *
 * <pre>{@code
 * Manifest manifest = Manifests.of(connector);
 * }</pre>
 */
public final class Manifests {
    private static final int LARGEST = 256 * 1024;
    private static final Schema SCHEMA = schema();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // a rule without a status fits any
            .build();

    private Manifests() {}

    /** @throws ManifestRefused naming line and field */
    public static Manifest of(Connector connector) {
        try (InputStream text = connector.manifest()) {
            return read(connector.getClass().getSimpleName() + "'s connector.yaml", text);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not read the manifest of " + connector.getClass().getName(), e);
        }
    }

    /**
     * @param origin what to call it in errors: a file's name, or "the posted manifest"
     * @param yaml UTF-8, at most 256 KB; left open
     * @throws ManifestRefused naming line and field
     */
    public static Manifest read(String origin, InputStream yaml) throws IOException {
        byte[] bytes = yaml.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) throw new ManifestRefused(origin, List.of(Mistake.whole("is larger than 256 KB")));
        return read(origin, utf8(origin, bytes));
    }

    /** @throws ManifestRefused naming line and field */
    public static Manifest read(String origin, String yaml) {
        JsonNode tree = LocatedYaml.tree(origin, yaml);
        List<Mistake> mistakes = SCHEMA.validate(tree).stream()
                .map(error -> Mistake.of(tree, error))
                .distinct()
                .sorted()
                .toList();
        if (!mistakes.isEmpty()) throw new ManifestRefused(origin, mistakes);
        return manifest(origin, tree);
    }

    /** What a schema cannot say, such as a default scope that is none, is said by the records themselves. */
    private static Manifest manifest(String origin, JsonNode tree) {
        try {
            return JSON.treeToValue(tree, Manifest.class);
        } catch (DatabindException e) {
            throw new ManifestRefused(origin, List.of(Mistake.of(tree, e)));
        }
    }

    private static String utf8(String origin, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ManifestRefused(origin, List.of(Mistake.whole("is not UTF-8")));
        }
    }

    private static Schema schema() {
        try (InputStream text = Manifests.class.getResourceAsStream("connector.schema.json")) {
            Objects.requireNonNull(text, "The build copies docs/connector.schema.json here");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException("docs/connector.schema.json cannot be read", e);
        }
    }
}
