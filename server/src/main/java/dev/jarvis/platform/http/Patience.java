package dev.jarvis.platform.http;

import dev.jarvis.sdk.Request;
import java.time.Duration;

/**
 * How long calls may take.
 *
 * @param api an API call in all
 * @param token a token endpoint, from the first byte sent: a rotated token in an answer cut off is a connection lost
 * @param quiet an upload or download without a byte
 */
record Patience(Duration api, Duration token, Duration quiet) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(120), Duration.ofSeconds(30));

    Duration of(Request.Kind kind) {
        return switch (kind) {
            case API -> api;
            case TOKEN -> token;
            case UPLOAD, DOWNLOAD -> quiet;
        };
    }
}
