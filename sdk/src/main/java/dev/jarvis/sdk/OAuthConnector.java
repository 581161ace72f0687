package dev.jarvis.sdk;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection by OAuth 2.0. The manifest says how the platform differs; a subclass says only who the account is
 * ({@link #testPlatformConnection}) and what can be done.
 */
public abstract class OAuthConnector extends BaseIntegration {
    /**
     * Asks the platform whose account these credentials open.
     *
     * @throws PlatformException when they do not
     */
    protected abstract Account testPlatformConnection(Credentials credentials);

    @Override
    public final Account testConnection() {
        Credentials credentials = ensureValidToken();
        try {
            return testPlatformConnection(credentials);
        } catch (PlatformException e) {
            if (e.kind() != ErrorKind.AUTH_EXPIRED || !isOAuth()) throw e;
            return testPlatformConnection(context().replacing(credentials));
        }
    }

    /**
     * Where the person's browser goes to grant access.
     *
     * @param state single use, bound by the server to person, observatory and browser
     * @param codeChallenge S256 (RFC 7636); null where the manifest forbids PKCE
     */
    public URI getAuthUrl(String redirectUri, String state, @Nullable String codeChallenge, Collection<String> scopes) {
        AuthScheme.OAuth2Code scheme = scheme();
        // The manifest's own first, so that none of them takes the place of what makes the flow safe.
        Map<String, String> query = new LinkedHashMap<>(scheme.authorizeParams());
        query.put("response_type", "code");
        query.put("client_id", context().app().clientId());
        query.put("redirect_uri", redirectUri);
        query.put("scope", String.join(scheme.scopeSeparator(), scopes));
        query.put("state", state);
        if (codeChallenge != null) {
            query.put("code_challenge", codeChallenge);
            query.put("code_challenge_method", "S256");
        }
        URI page = context().endpoint("authorization");
        return URI.create(page + (page.getRawQuery() == null ? "?" : "&") + Request.encode(query));
    }

    /**
     * Exchanges the code of a finished grant for credentials. Called once a code.
     *
     * @throws PlatformException {@link ErrorKind#AUTH_REVOKED} when the code is refused
     */
    public Credentials handleCallback(String code, String redirectUri, @Nullable String codeVerifier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri);
        if (codeVerifier != null) form.put("code_verifier", codeVerifier);
        return TokenReply.of(
                        scheme(),
                        context().http().send(tokenRequest(form)),
                        context().clock())
                .credentials();
    }

    /** True when the access token has ended, or ends within the buffer (5 minutes unless the manifest says). */
    public final boolean isTokenExpired() {
        return context().credentials().expiredAt(now(), scheme().refresh().buffer());
    }

    /** Credentials whose access token is good; refreshes where needed, once for all callers. */
    public final Credentials ensureValidToken() {
        return isOAuth() ? context().fresh() : context().credentials();
    }

    /**
     * Asks the token endpoint for a new set. Only the server's token keeper calls it, holding the connection's lease; the
     * answer is checked here and stored there before anyone uses it. A reply without a refresh token keeps the old one.
     *
     * @throws PlatformException {@link ErrorKind#AUTH_REVOKED} only when the platform ended this very grant
     */
    public Credentials refresh(Credentials current) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", current.require("refresh_token").reveal());
        return TokenReply.of(
                        scheme(),
                        context().http().send(tokenRequest(form)),
                        context().clock())
                .over(current);
    }

    /** Ends the grant (RFC 7009), where the manifest names a revocation endpoint. */
    @Override
    public boolean disconnect() {
        if (!isOAuth() || !context().manifest().endpoints().containsKey("revocation")) return false;
        Credentials current = context().credentials();
        Secret token = current.refreshToken().orElseGet(() -> current.require("access_token"));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", token.reveal());
        form.put("token_type_hint", current.refreshToken().isPresent() ? "refresh_token" : "access_token");
        return context().http().send(authenticated("revocation", form)).ok();
    }

    @Override
    public Reply relay(String method, String path, Map<String, String> headers, Request.@Nullable Body body) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        return require(send(new Request(method, api(path), headers, body, Request.Kind.API, !reads)));
    }

    /** Sends with the access token placed; after a 401 once more with a refreshed one. */
    protected final Reply send(Request request) {
        Credentials credentials = ensureValidToken();
        Reply reply = sent(authorized(request, credentials));
        return reply.status() == 401 && isOAuth()
                ? sent(authorized(request, context().replacing(credentials)))
                : reply;
    }

    /** A lost answer to what changes nothing leaves nothing in doubt. */
    private Reply sent(Request request) {
        try {
            return context().http().send(request);
        } catch (PlatformException e) {
            if (e.kind() != ErrorKind.NO_ANSWER || request.effect()) throw e;
            throw new PlatformException(ErrorKind.TRANSIENT, e.words(), e.status(), e.retryAfter(), e);
        }
    }

    /** Places the credentials; bearer unless a subclass knows another scheme. */
    protected Request authorized(Request request, Credentials credentials) {
        return request.bearer(credentials.require("access_token"));
    }

    /** Whether the stored credentials came by OAuth 2.0, and not by another scheme of the platform. */
    protected final boolean isOAuth() {
        return context().credentials().scheme().equals(scheme().id());
    }

    private AuthScheme.OAuth2Code scheme() {
        return context().manifest().oauth().orElseThrow();
    }

    private Request tokenRequest(Map<String, String> form) {
        return authenticated("token", form);
    }

    private Request authenticated(String endpoint, Map<String, String> form) {
        OAuthApp app = context().app();
        Request request = Request.post(context().endpoint(endpoint))
                .as(Request.Kind.TOKEN)
                .withoutEffect()
                .header("Accept", "application/json");
        Secret secret = app.clientSecret();
        if (secret != null && scheme().clientAuth() == AuthScheme.ClientAuth.BASIC)
            return request.basic(app.clientId(), secret).form(form);
        form.put("client_id", app.clientId());
        if (secret != null && scheme().clientAuth() == AuthScheme.ClientAuth.POST)
            form.put("client_secret", secret.reveal());
        return request.form(form);
    }

    private Instant now() {
        return context().clock().instant();
    }
}
