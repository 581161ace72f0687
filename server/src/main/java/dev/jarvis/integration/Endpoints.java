package dev.jarvis.integration;

import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.Manifest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A platform's addresses after the operator's overrides, and whether a credential may go to one. */
public final class Endpoints {
    /** Among a manifest's hosts: the address is each connection's own. */
    static final String OWN = "{base_url}";

    /** The field of the credentials that has it. */
    static final String BASE_URL = "base_url";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private final Manifest manifest;
    private final Map<String, URI> overrides;
    private final Map<String, URI> inUse;

    Endpoints(Manifest manifest, Map<String, URI> overrides) {
        this.manifest = manifest;
        this.overrides = overrides;
        Map<String, URI> all = new LinkedHashMap<>(manifest.endpoints());
        all.putAll(overrides);
        this.inUse = Map.copyOf(all);
    }

    /** Without a slash at its end. */
    public URI of(String use) {
        URI uri = inUse.get(use);
        if (uri == null) throw new IllegalArgumentException("%s names no %s endpoint".formatted(manifest.id(), use));
        String text = uri.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }

    public boolean has(String use) {
        return inUse.containsKey(use);
    }

    /** Whether the operator pointed this use elsewhere. */
    public boolean isOverridden(String use) {
        return overrides.containsKey(use);
    }

    /** A manifest that allows {@code {base_url}} leaves the address to each connection. */
    Endpoints forCredentials(Credentials credentials) {
        Optional<URI> own = manifest.allowedHosts().contains(OWN)
                ? credentials.find(BASE_URL).map(url -> url.reveal().strip()).flatMap(Endpoints::address)
                : Optional.empty();
        if (own.isEmpty()) return this;
        Map<String, URI> more = new LinkedHashMap<>(overrides);
        more.put(OWN, own.get());
        return new Endpoints(manifest, more);
    }

    /** Over https, but for this machine's own addresses; whether those may be reached is the egress guard's to say. */
    static Optional<URI> address(String url) {
        try {
            URI uri = new URI(url);
            boolean safe = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
            return safe && uri.getHost() != null && uri.getRawUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The manifest's hosts over https, and exactly the origins the operator named. */
    boolean admits(URI uri) {
        return uri.getHost() != null
                && (isAllowedHost(uri) || overrides.values().stream().anyMatch(o -> sameOrigin(o, uri)));
    }

    private boolean isAllowedHost(URI uri) {
        return "https".equals(uri.getScheme())
                && (uri.getPort() == -1 || uri.getPort() == 443)
                && manifest.allowedHosts().stream().anyMatch(allowed -> covers(allowed, uri.getHost()));
    }

    /** {@code *.example.com} covers any host below example.com. */
    private static boolean covers(String allowed, String host) {
        return allowed.startsWith("*.")
                ? host.length() > allowed.length() - 1
                        && host.regionMatches(
                                true, host.length() - allowed.length() + 1, allowed, 1, allowed.length() - 1)
                : allowed.equalsIgnoreCase(host);
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1) return uri.getPort();
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
