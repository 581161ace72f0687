package dev.jarvis.connectors.http;

import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class HttpIntegration extends BaseIntegration {
    private static final String NONE = "none";

    /** Any answer shows that it is there, but for one that does not accept the authorization. */
    @Override
    public Account testConnection() {
        Reply reply = context().http().send(authorized(Request.get(base()), null));
        if (reply.status() == 401 || reply.status() == 403)
            throw new PlatformException(
                    ErrorKind.AUTH_REVOKED, "%s does not accept this authorization.".formatted(base().getHost()));
        return Account.of(base().toString(), base().getHost());
    }

    Answered get(Look look, Call call) {
        return ask(authorized(Request.get(at(look.path())), look.headers()));
    }

    Answered send(Sent sent, Call call) {
        return ask(request(sent));
    }

    Answered sendOnce(Sent sent, Call call) {
        return ask(request(sent).header("Idempotency-Key", call.key()));
    }

    Answered delete(Removed removed, Call call) {
        return ask(authorized(Request.delete(at(removed.path())), removed.headers()));
    }

    private Request request(Sent sent) {
        Request plain = new Request(sent.verb(), at(sent.path()), Map.of(), null, Request.Kind.API, true);
        Request ready = authorized(plain, sent.headers());
        return sent.body() == null ? ready : ready.json(sent.body());
    }

    private Request authorized(Request request, @Nullable Map<String, String> headers) {
        Request ready = request;
        if (headers != null)
            for (Map.Entry<String, String> header : headers.entrySet())
                ready = ready.header(header.getKey(), header.getValue());
        String authorization = context().credentials().require("authorization").reveal();
        return authorization.equals(NONE) ? ready : ready.header("Authorization", authorization);
    }

    private Answered ask(Request request) {
        return Answered.of(require(context().http().send(request)));
    }

    private URI at(String path) {
        String base = base().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private URI base() {
        return URI.create(context().credentials().require("base_url").reveal().strip());
    }
}
