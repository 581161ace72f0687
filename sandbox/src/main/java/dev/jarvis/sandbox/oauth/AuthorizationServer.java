package dev.jarvis.sandbox.oauth;

import dev.jarvis.sandbox.http.Answer;
import dev.jarvis.sandbox.http.Call;
import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Refusal;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import dev.jarvis.sandbox.http.Router;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One platform's authorization server. Safe for many threads. */
public final class AuthorizationServer {

    private final String issuer;
    private final Profile profile;
    private final ClientAuthentication clients;
    private final Grants grants;
    private final IdTokens idTokens;
    private final AuthorizationEndpoint authorization;
    private final TokenEndpoint token;

    /** @param issuer the absolute URL all endpoints lie below */
    public AuthorizationServer(String issuer, Profile profile, Collection<Account> people, InstantSource clock) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        people.forEach(account -> accounts.put(account.id(), account));
        this.issuer = issuer;
        this.profile = profile;
        this.clients = new ClientAuthentication(profile.basicOnly());
        this.grants = new Grants(profile, clock);
        this.idTokens = new IdTokens(issuer, accounts, clock);
        this.authorization = new AuthorizationEndpoint(
                profile, clients, accounts.values(), grants, profile.sendsIssuer() ? issuer : null);
        this.token = new TokenEndpoint(profile, clients, grants, idTokens);
    }

    public Router addRoutesTo(Router router) {
        return router.route("GET", profile.paths().authorize(), authorization::show)
                .route("POST", profile.paths().authorize(), authorization::submit)
                .route("POST", profile.paths().token(), token::token)
                .route("POST", profile.paths().revoke(), token::revoke)
                .route("GET", "/.well-known/openid-configuration", call -> Reply.json(200, discovery()))
                .route("GET", "/jwks", call -> Reply.json(200, idTokens.jwks()))
                .route("GET", "/userinfo", this::userInfo);
    }

    public String issuer() {
        return issuer;
    }

    public String authorizationUrl() {
        return issuer + profile.paths().authorize();
    }

    public String tokenUrl() {
        return issuer + profile.paths().token();
    }

    public String revocationUrl() {
        return issuer + profile.paths().revoke();
    }

    /** Adds a client, or replaces the one with the same id. */
    public void register(OAuthClient client) {
        clients.register(client);
    }

    /** How long access tokens issued from now on live; {@code expires_in} follows. */
    public void accessTokenLifetime(Duration lifetime) {
        grants.accessLifetime(lifetime);
    }

    /** What the redirect says as {@code iss} (RFC 9207) from now on; null for nothing. */
    public void sendIssuer(@Nullable String value) {
        authorization.sendIssuer(value);
    }

    /** Changes the claims of identity tokens before they are signed, for a provider that lies. */
    public void tamperWithIdTokens(UnaryOperator<ObjectNode> with) {
        idTokens.tamper(with);
    }

    /** Tokens without a browser, for tests that start with a connected account. */
    public Tokens grant(String clientId, String account, Set<String> scopes) {
        return grants.grant(clientId, account, scopes);
    }

    /** Ends every grant of the account, as its owner can in the platform's settings. */
    public void revokeAll(String account) {
        grants.revokeAll(account);
    }

    /** Who calls with a live bearer token; null where there is none. */
    public @Nullable Access caller(Request request) {
        String bearer = bearer(request);
        return bearer == null ? null : grants.access(bearer);
    }

    /** Whose token the request carries, live or not. */
    public @Nullable String owner(Request request) {
        String bearer = bearer(request);
        return bearer == null ? null : grants.owner(bearer);
    }

    private static @Nullable String bearer(Request request) {
        String authorization = request.headers().first("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : null;
    }

    private Answer userInfo(Call call) {
        Access access = caller(call.request());
        if (access == null) {
            throw new Refusal(Reply.json(401, Json.object().put("error", "invalid_token"))
                    .with("WWW-Authenticate", "Bearer error=\"invalid_token\""));
        }
        return Reply.json(200, idTokens.identity(access.account()));
    }

    private ObjectNode discovery() {
        ObjectNode json = Json.object()
                .put("issuer", issuer)
                .put("authorization_endpoint", authorizationUrl())
                .put("token_endpoint", tokenUrl())
                .put("revocation_endpoint", revocationUrl())
                .put("userinfo_endpoint", issuer + "/userinfo")
                .put("jwks_uri", issuer + "/jwks")
                .put("authorization_response_iss_parameter_supported", profile.sendsIssuer());
        json.set("response_types_supported", list("code"));
        json.set("subject_types_supported", list("public"));
        json.set("id_token_signing_alg_values_supported", list("RS256"));
        json.set("scopes_supported", list("openid", "email", "profile", "offline_access"));
        json.set("code_challenge_methods_supported", list("S256"));
        json.set("token_endpoint_auth_methods_supported", list("client_secret_basic", "client_secret_post"));
        return json;
    }

    private static ArrayNode list(String... values) {
        ArrayNode list = Json.array();
        for (String value : values) {
            list.add(value);
        }
        return list;
    }
}
