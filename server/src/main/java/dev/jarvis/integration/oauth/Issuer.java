package dev.jarvis.integration.oauth;

import dev.jarvis.integration.Endpoints;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer says that it comes from the server that was asked (RFC 9207). Where the manifest names an {@code
 * issuer} among its endpoints, the server is known to say who it is, and must; elsewhere, what it says must be the
 * beginning of its authorization address.
 *
 * @param exact the issuer, or null where it is not known
 */
record Issuer(@Nullable URI exact, URI authorization) {
    static Issuer of(Endpoints endpoints) {
        URI authorization = endpoints.of("authorization");
        boolean known = endpoints.has("issuer")
                && (endpoints.isOverridden("issuer") || !endpoints.isOverridden("authorization"));
        return new Issuer(known ? endpoints.of("issuer") : null, authorization);
    }

    boolean accepts(@Nullable String said) {
        if (exact != null) return said != null && exact.toString().equals(said);
        return said == null
                || !said.isEmpty() && authorization.toString().startsWith(said.endsWith("/") ? said : said + "/");
    }
}
