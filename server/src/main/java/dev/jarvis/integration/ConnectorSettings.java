package dev.jarvis.integration;

import static java.util.Objects.requireNonNullElse;

import dev.jarvis.platform.problem.SettingRefused;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where an operator points a platform elsewhere: {@code jarvis.connectors.twitter.endpoints.api=https://x.example}, or
 * {@code JARVIS_CONNECTORS_TWITTER_ENDPOINTS_API} in the environment.
 *
 * @param connectors by platform
 */
@ConfigurationProperties("jarvis")
record ConnectorSettings(@Nullable Map<String, Connector> connectors) {

    /** @param endpoints addresses by use */
    record Connector(@Nullable Map<String, String> endpoints) {}

    ConnectorSettings {
        connectors = Map.copyOf(requireNonNullElse(connectors, Map.of()));
        connectors.forEach((platform, connector) -> endpoints(connector)
                .forEach((use, address) ->
                        parse("jarvis.connectors.%s.endpoints.%s".formatted(platform, use), address)));
    }

    /** Empty where nothing is set. */
    Map<String, URI> overrides(String platform) {
        Connector connector =
                requireNonNullElse(connectors, Map.<String, Connector>of()).get(platform);
        if (connector == null) return Map.of();
        return endpoints(connector).entrySet().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> parse(entry.getKey(), entry.getValue())));
    }

    private static Map<String, String> endpoints(Connector connector) {
        return requireNonNullElse(connector.endpoints(), Map.of());
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
    }

    private static URI parse(String setting, String address) {
        try {
            URI uri = URI.create(address.replaceAll("/+$", ""));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) return uri;
        } catch (IllegalArgumentException notAnAddress) {
            // said below
        }
        throw new SettingRefused(
                "%s is \"%s\", which is no address.".formatted(variable(setting), address),
                "An example: https://api.example.com/v1.");
    }
}
