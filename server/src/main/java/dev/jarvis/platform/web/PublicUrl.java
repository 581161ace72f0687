package dev.jarvis.platform.web;

import dev.jarvis.platform.problem.SettingRefused;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Where people and platforms reach this server: {@code JARVIS_PUBLIC_URL}, or {@code localhost} with the port it listens
 * on. Base of redirect, webhook and invitation addresses, and its host is the passkeys' RP id.
 */
public final class PublicUrl {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    static final String SETTING = "JARVIS_PUBLIC_URL";

    private final @Nullable URI fixed;
    private final Environment environment;
    private final String scheme;
    private volatile int listening;

    /** @param encrypted whether the server speaks TLS itself */
    PublicUrl(Environment environment, boolean encrypted) {
        this.environment = environment;
        this.scheme = encrypted ? "https" : "http";
        String setting = environment.getProperty(SETTING, "");
        this.fixed = setting.isBlank() ? null : parse(setting.strip());
    }

    /** Without a slash at its end. */
    public String base() {
        return fixed == null ? scheme + "://localhost:" + port() : fixed.toString();
    }

    /** @param path begins with a slash */
    public String of(String path) {
        return base() + path;
    }

    public String host() {
        return fixed == null ? "localhost" : fixed.getHost();
    }

    public boolean secure() {
        return base().startsWith("https:");
    }

    /** On this machine alone; there a browser may come by any of its names. */
    public boolean loopback() {
        return LOOPBACK.contains(host());
    }

    /** Whether a page of this origin is one of ours. */
    public boolean isOurs(String origin) {
        if (origin.equals(origin(URI.create(base())))) return true;
        return loopback() && LOOPBACK.stream().anyMatch(host -> origin.equals(scheme + "://" + host + ":" + port()));
    }

    /** Asked for at every request, and known for good once the server listens. */
    private int port() {
        if (listening == 0) listening = environment.getProperty("local.server.port", Integer.class, 0);
        return listening == 0 ? environment.getProperty("server.port", Integer.class, 3001) : listening;
    }

    /** As a browser writes it: without the scheme's own port. */
    private static String origin(URI uri) {
        boolean usual = uri.getPort() < 0 || uri.getPort() == (uri.getScheme().equals("https") ? 443 : 80);
        return uri.getScheme() + "://" + uri.getHost() + (usual ? "" : ":" + uri.getPort());
    }

    private static URI parse(String setting) {
        try {
            URI uri = URI.create(setting.replaceAll("/+$", ""));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawPath().isEmpty()) return uri;
        } catch (IllegalArgumentException e) {
            throw refused(setting);
        }
        throw refused(setting);
    }

    private static SettingRefused refused(String setting) {
        return new SettingRefused(
                "%s is '%s', which is not the base of a web address;".formatted(SETTING, setting),
                "for example https://jarvis.example.com");
    }
}
