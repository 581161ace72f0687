package dev.jarvis.integration;

import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;

/** The way out of one connector: a request to any other host than its platform's never leaves. */
record PinnedHttp(Http http, Endpoints endpoints, String platform) implements Http {
    @Override
    public Reply send(Request request) {
        if (!endpoints.admits(request.uri()))
            throw new PlatformException(
                    ErrorKind.NOT_SENT,
                    "The %s connector may not send to %s: it is not among the hosts of its manifest."
                            .formatted(platform, request.uri().getHost()));
        Departure.of(request);
        return http.send(request);
    }
}
