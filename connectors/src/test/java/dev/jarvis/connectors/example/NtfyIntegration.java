package dev.jarvis.connectors.example;

import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Request;
import java.net.URI;
import tools.jackson.databind.JsonNode;

final class NtfyIntegration extends BaseIntegration {
    @Override
    public Account testConnection() {
        String name = ask(Request.get(api("/v1/account"))).path("username").asString("");
        return Account.of(name, name);
    }

    JsonNode ask(Request request) {
        Request authorized = request.bearer(context().credentials().require("access_token"));
        return require(context().http().send(authorized)).json();
    }

    URI root() {
        return api("/");
    }
}
