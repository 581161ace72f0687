package dev.jarvis.observatory.federation;

import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a provider for something, and says plainly when it does not answer. */
record Fetched(String text) {
    private static final Logger LOG = LoggerFactory.getLogger(Fetched.class);

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

    /** For what came and makes no sense: the operator finds the reason in the server's own log. */
    static Problem unreadable(String what, @Nullable Exception why) {
        LOG.warn("The provider that vouches for people gave no usable answer: {}", what, why);
        return away();
    }

    private static Problem away() {
        return Problem.unavailable(
                "provider-away",
                "The provider that vouches for you does not answer. Try again shortly.",
                Duration.ofSeconds(10));
    }
}
