package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Endpoint;
import dev.jarvis.sandbox.http.Refusal;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import dev.jarvis.sandbox.oauth.Access;
import dev.jarvis.sandbox.oauth.AuthorizationServer;
import java.util.Set;

/** Who calls, whether they may, and whether they have called too often. */
final class Security {

    private final String prefix;
    private final AuthorizationServer oauth2;
    private final OAuth1 oauth1;
    private final XStore store;
    private final RateLimits limits;

    Security(String prefix, AuthorizationServer oauth2, OAuth1 oauth1, XStore store, RateLimits limits) {
        this.prefix = prefix;
        this.oauth2 = oauth2;
        this.oauth1 = oauth1;
        this.store = store;
        this.limits = limits;
    }

    /** The endpoint for callers with all of these OAuth 2.0 scopes, or with OAuth 1.0a keys. */
    Endpoint guard(String route, String scopes, XEndpoint endpoint) {
        Set<String> needed = Set.of(scopes.split(" "));
        return call -> {
            XUser user = authenticated(call.request(), needed);
            return limits.around(user, route, () -> answered(endpoint, new XCall(call, user)));
        };
    }

    private static Reply answered(XEndpoint endpoint, XCall call) {
        try {
            return endpoint.answer(call);
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }

    private XUser authenticated(Request request, Set<String> needed) {
        String account = OAuth1.isUsedBy(request) ? oauth1.verify(request, prefix) : bearer(request, needed);
        XUser user = account == null ? null : store.user(account);
        if (user == null) {
            throw XProblem.unauthorized();
        }
        return user;
    }

    private String bearer(Request request, Set<String> needed) {
        Access access = oauth2.caller(request);
        if (access == null) {
            throw XProblem.unauthorized();
        }
        if (!access.scopes().containsAll(needed)) {
            throw XProblem.forbidden("Your token lacks one of the scopes this endpoint needs: "
                    + String.join(", ", needed.stream().sorted().toList()) + ".");
        }
        return access.account();
    }
}
