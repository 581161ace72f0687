package dev.jarvis.connectors;

import dev.jarvis.sdk.Connector;
import dev.jarvis.sdk.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a connector's own manifest; that it keeps to the published schema is checked where the server reads it. */
public final class TestManifests {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private TestManifests() {}

    public static Manifest of(Connector connector) {
        try (InputStream text = connector.manifest()) {
            return YAML.readValue(text, Manifest.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
