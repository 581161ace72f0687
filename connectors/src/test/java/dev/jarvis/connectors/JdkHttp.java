package dev.jarvis.connectors;

import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The way out for tests: the JDK's client, without the guard that the server has. */
public final class JdkHttp implements Http {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Reply send(Request request) {
        HttpRequest.Builder out = HttpRequest.newBuilder(request.uri()).timeout(Duration.ofSeconds(20));
        request.headers().forEach(out::header);
        if (request.body() != null) out.header("Content-Type", request.body().contentType());
        out.method(request.method(), body(request));
        try {
            HttpResponse<byte[]> reply = client.send(out.build(), BodyHandlers.ofByteArray());
            return new Reply(reply.statusCode(), reply.headers().map(), reply.body());
        } catch (IOException e) {
            throw new PlatformException(ErrorKind.NO_ANSWER, "No answer from " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ErrorKind.NO_ANSWER, "Interrupted", e);
        }
    }

    private static BodyPublisher body(Request request) {
        return switch (request.body()) {
            case null -> BodyPublishers.noBody();
            case Request.Body.Bytes bytes -> BodyPublishers.ofByteArray(bytes.content());
            case Request.Body.Stream stream ->
                BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(stream.content()), stream.length());
        };
    }
}
