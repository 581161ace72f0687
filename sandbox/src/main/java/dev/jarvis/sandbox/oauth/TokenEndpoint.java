package dev.jarvis.sandbox.oauth;

import dev.jarvis.sandbox.http.Call;
import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Exchanges codes and refresh tokens, and takes tokens back (RFC 6749, 7009, 7636). */
final class TokenEndpoint {

    private final Profile profile;
    private final ClientAuthentication clients;
    private final Grants grants;
    private final IdTokens idTokens;

    TokenEndpoint(Profile profile, ClientAuthentication clients, Grants grants, IdTokens idTokens) {
        this.profile = profile;
        this.clients = clients;
        this.grants = grants;
        this.idTokens = idTokens;
    }

    Reply token(Call call) {
        Parameters form = formOf(call.request());
        OAuthClient client = clients.caller(call.request(), form);
        return switch (form.first("grant_type", "")) {
            case "authorization_code" -> exchanged(form, client);
            case "refresh_token" -> reply(grants.refresh(required(form, "refresh_token"), client.id()), client, null);
            default -> throw OAuthError.of(400, "unsupported_grant_type", "Only authorization_code and refresh_token.");
        };
    }

    Reply revoke(Call call) {
        Request request = call.request();
        Parameters form = request.isForm() ? request.form() : request.parameters();
        if (profile.openRevocation()) {
            String token = form.first("token", request.parameters().first("token", ""));
            return grants.revoke(token, null)
                    ? Reply.json(200, Json.object())
                    : Reply.json(400, Json.object().put("error", "invalid_token"));
        }
        OAuthClient client = clients.caller(request, form);
        grants.revoke(required(form, "token"), client.id());
        return Reply.json(200, Json.object().put("revoked", true));
    }

    private Reply exchanged(Parameters form, OAuthClient client) {
        Code code = grants.claim(required(form, "code"), client.id());
        if (!code.request.redirectUri().equals(form.first("redirect_uri"))) {
            throw OAuthError.invalidGrant("redirect_uri is not the one of the authorization request.");
        }
        provePossession(code.request.challenge(), form.first("code_verifier"));
        return reply(grants.exchange(code), client, code.request.nonce());
    }

    private static void provePossession(@Nullable String challenge, @Nullable String verifier) {
        if (challenge == null && verifier == null) {
            return;
        }
        if (challenge == null || verifier == null || !challenge.equals(s256(verifier))) {
            throw OAuthError.invalidGrant("code_verifier does not match the code_challenge.");
        }
    }

    private Reply reply(Tokens tokens, OAuthClient client, @Nullable String nonce) {
        ObjectNode json = Json.object()
                .put("token_type", profile.basicOnly() ? "bearer" : "Bearer")
                .put("expires_in", tokens.expiresInSeconds())
                .put("access_token", tokens.accessToken())
                .put("scope", String.join(" ", tokens.scopes()));
        if (tokens.refreshToken() != null) {
            json.put("refresh_token", tokens.refreshToken());
        }
        if (tokens.scopes().contains("openid")) {
            json.put("id_token", idTokens.sign(tokens.account(), client.id(), nonce));
        }
        return Reply.json(200, json).with("Cache-Control", "no-store");
    }

    private static Parameters formOf(Request request) {
        if (!request.isForm()) {
            throw OAuthError.invalidRequest("The body must be application/x-www-form-urlencoded.");
        }
        return request.form();
    }

    private static String required(Parameters form, String name) {
        String value = form.first(name);
        if (value == null || value.isEmpty()) {
            throw OAuthError.invalidRequest("Missing required parameter [" + name + "].");
        }
        return value;
    }

    static String s256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
