package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.OAuthConnector;
import dev.jarvis.sdk.Request;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One mailbox. */
final class GmailIntegration extends OAuthConnector {
    /** The API names an account by its address and by nothing else. */
    @Override
    protected Account testPlatformConnection(Credentials credentials) {
        Request request = Request.get(mine("/profile"));
        JsonNode profile =
                require(context().http().send(authorized(request, credentials))).json();
        String address = profile.path("emailAddress").asString("");
        return new Account(address, address, null, address, null);
    }

    JsonNode ask(Request request) {
        return require(send(request)).json();
    }

    /** The mailbox's own address. */
    String address() {
        Account account = context().account().orElseGet(this::testConnection);
        return account.email() == null ? account.id() : account.email();
    }

    /** An address below this mailbox: {@code /messages}. */
    URI mine(String path) {
        return api("/gmail/v1/users/me" + path);
    }

    URI mine(String path, Map<String, String> query) {
        return mine(path + "?" + Request.encode(query));
    }

    /** Where what is too large for JSON goes (https://developers.google.com/workspace/gmail/api/guides/uploads). */
    URI upload(String path) {
        return api("/upload/gmail/v1/users/me" + path + "?uploadType=multipart");
    }
}
