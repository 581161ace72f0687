package dev.jarvis.connectors.twitter;

import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.OAuthConnector;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One X account. */
final class TwitterIntegration extends OAuthConnector {
    @Override
    protected Account testPlatformConnection(Credentials credentials) {
        Request request = Request.get(at("/2/users/me", Map.of("user.fields", "profile_image_url")));
        JsonNode me = data(context().http().send(authorized(request, credentials)));
        String username = me.path("username").asString("");
        return new Account(
                me.path("id").asString(""),
                "@" + username,
                me.path("name").asString(username),
                null,
                me.path("profile_image_url").stringValue(null));
    }

    @Override
    protected Request authorized(Request request, Credentials credentials) {
        return isOAuth()
                ? super.authorized(request, credentials)
                : OAuth1.of(credentials).sign(request, context().clock().instant());
    }

    /** The whole answer: {@code data} beside {@code includes} and {@code meta}. */
    JsonNode ask(Request request) {
        Reply reply = require(send(request));
        JsonNode answer = reply.json();
        // X answers 200 with errors and no data where a single thing could not be had; with data they are side notes.
        if (answer.has("errors") && !answer.has("data")) throw refused(reply);
        return answer;
    }

    /** For a call whose answer says nothing more than that it worked. */
    void tell(Request request) {
        require(send(request));
    }

    JsonNode data(Request request) {
        return ask(request).path("data");
    }

    /** The account's own id, asked for only where the connection does not know it. */
    String userId() {
        return context().account().orElseGet(this::testConnection).id();
    }

    URI at(String path) {
        return at(path, Map.of());
    }

    /** Takes an operator's endpoint with or without the version: some write the base as {@code https://api.x.com/2}. */
    URI at(String path, Map<String, String> query) {
        String base = context().endpoint("api").toString();
        String root = base.endsWith("/2") ? base.substring(0, base.length() - 2) : base;
        return URI.create(root + path + (query.isEmpty() ? "" : "?" + Request.encode(query)));
    }

    private JsonNode data(Reply reply) {
        JsonNode data = require(reply).json().path("data");
        if (!data.has("id")) throw refused(reply);
        return data;
    }
}
