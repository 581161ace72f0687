package dev.jarvis.observatory.federation;

import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import java.time.Duration;

/** Asks a provider for something, and says plainly when it does not answer. */
record Fetched(String text) {
    static Fetched from(Http http, Request request) {
        Reply reply = reply(http, request);
        if (!reply.ok()) throw away();
        return new Fetched(reply.text());
    }

    static Reply reply(Http http, Request request) {
        try {
            return http.send(request);
        } catch (PlatformException e) {
            throw away();
        }
    }

    private static Problem away() {
        return Problem.unavailable(
                "provider-away",
                "The provider that vouches for you does not answer. Try again shortly.",
                Duration.ofSeconds(10));
    }
}
