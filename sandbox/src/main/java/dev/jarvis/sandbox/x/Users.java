package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Reply;
import java.util.Set;

/** Looking up users. */
record Users(XStore store) {

    private static final Set<String> PARAMETERS = Set.of("user.fields", "expansions", "post.fields");

    Reply me(XCall call) {
        call.allowOnly(PARAMETERS);
        return shown(call, call.user());
    }

    Reply byUsername(XCall call) {
        call.allowOnly(PARAMETERS);
        String username = call.call().variable("username");
        if (!username.matches("[A-Za-z0-9_]{1,15}")) {
            throw XProblem.invalid(
                    "username", username, "The `username` query parameter value [" + username + "] does not match");
        }
        XUser user = store.userNamed(username);
        return user == null ? XProblem.nothingFound("user", "username", username) : shown(call, user);
    }

    private static Reply shown(XCall call, XUser user) {
        Fields fields = Fields.of(call.request().parameters());
        return XCall.data(200, new View(fields).user(user));
    }
}
