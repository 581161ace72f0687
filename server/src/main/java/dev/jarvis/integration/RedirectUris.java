package dev.jarvis.integration;

import dev.jarvis.platform.web.PublicUrl;
import dev.jarvis.sdk.AuthScheme;
import java.util.List;

/**
 * The one address, letter by letter, to which a platform sends people back. On one's own machine it is at the loopback
 * name that the platform accepts; beyond that at {@code JARVIS_PUBLIC_URL}.
 */
public final class RedirectUris {
    private final PublicUrl publicUrl;

    RedirectUris(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** To be registered at the platform. */
    public String of(Platform platform) {
        List<String> hosts = platform.manifest()
                .oauth()
                .map(AuthScheme.OAuth2Code::redirectHosts)
                .orElse(List.of());
        String uri = publicUrl.of(path(platform));
        if (!publicUrl.loopback() || hosts.isEmpty() || hosts.contains(publicUrl.host())) return uri;
        return uri.replaceFirst("//" + java.util.regex.Pattern.quote(publicUrl.host()), "//" + hosts.getFirst());
    }

    static String path(Platform platform) {
        return "/api/integrations/" + platform.id() + "/callback";
    }
}
