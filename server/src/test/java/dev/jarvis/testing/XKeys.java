package dev.jarvis.testing;

import dev.jarvis.sandbox.Credentials;
import dev.jarvis.sandbox.x.OAuth1Keys;
import java.util.Map;

/** Connects an account of the sandbox's X by its keys. */
public final class XKeys {
    /** @return the connection's id */
    public static String connect(Caller admin, String handle) {
        OAuth1Keys keys = Credentials.x(handle);
        Caller.Answer made = admin.post(
                "/api/integrations/twitter/connect",
                Map.of(
                        "credentials",
                        Map.of(
                                "api_key", keys.apiKey(),
                                "api_secret", keys.apiSecret(),
                                "access_token", keys.accessToken(),
                                "access_token_secret", keys.accessTokenSecret())));
        if (made.status() != 201) throw new AssertionError(made.body());
        return made.text("/integration/id");
    }

    private XKeys() {}
}
