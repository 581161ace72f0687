package dev.jarvis.integration;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.ActivityType;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.InvalidInput;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Risk;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Any call of a platform's API as an action, so that it is decided, run and logged like every other. Its risk follows from
 * the method: looking is low, writing medium, deleting high.
 */
public final class Relays {
    /**
     * @param path below the platform's API, with its query
     * @param headers those that are passed on
     */
    public record Wanted(
            String method,
            String path,
            Map<String, String> headers,
            @Nullable String contentType,
            @Nullable String base64) {
        public Wanted {
            if (!path.startsWith("/")) throw new InvalidInput("path", "begins with a slash");
            headers = Map.copyOf(headers);
        }

        Request.@Nullable Body body() {
            return base64 == null || contentType == null
                    ? null
                    : new Request.Body.Bytes(contentType, Base64.getDecoder().decode(base64));
        }

        /** Without the query, which may say more than the log should. */
        String headline() {
            return "%s %s".formatted(method, path.split("\\?", 2)[0]);
        }
    }

    /** @param base64 the platform's answer */
    public record Relayed(int status, String contentType, String base64) {}

    private static final Map<String, Action<BaseIntegration, Wanted, Relayed>> BY_METHOD = Stream.of(
                    relay("GET").readsOnly().runs(only("GET")),
                    writing("POST", Risk.MEDIUM),
                    writing("PUT", Risk.MEDIUM),
                    writing("PATCH", Risk.MEDIUM),
                    writing("DELETE", Risk.HIGH))
            .collect(Collectors.toUnmodifiableMap(Action::id, Function.identity()));

    /** @param method GET, POST, PUT, PATCH or DELETE */
    public static Action<BaseIntegration, Wanted, Relayed> of(String method) {
        return find(id(method)).orElseThrow(() -> new IllegalArgumentException(method));
    }

    static Optional<Action<BaseIntegration, Wanted, Relayed>> find(String id) {
        return Optional.ofNullable(BY_METHOD.get(id));
    }

    private static String id(String method) {
        return "relay-" + method.toLowerCase(java.util.Locale.ROOT);
    }

    private static Action.Draft<BaseIntegration, Wanted, Relayed> relay(String method) {
        return Action.on(BaseIntegration.class, id(method), Wanted.class, Relayed.class)
                .titled("Any " + method.toUpperCase(java.util.Locale.ROOT), "Sends a call that no action knows.");
    }

    private static Action<BaseIntegration, Wanted, Relayed> writing(String method, Risk risk) {
        return relay(method)
                .risk(risk)
                .logged(ActivityType.SYSTEM, Wanted::headline)
                .runs(only(method));
    }

    /** The risk was decided by the method in the action's name, so it sends no other. */
    private static Action.Handler<BaseIntegration, Wanted, Relayed> only(String method) {
        return (integration, wanted, call) -> {
            if (!wanted.method().equals(method))
                throw new PlatformException(ErrorKind.VALIDATION, "This sends %s alone.".formatted(method));
            return run(integration, wanted);
        };
    }

    private static Relayed run(BaseIntegration integration, Wanted wanted) {
        Reply reply = integration.relay(wanted.method(), wanted.path(), wanted.headers(), wanted.body());
        return new Relayed(
                reply.status(),
                reply.header("content-type").orElse(""),
                Base64.getEncoder().encodeToString(reply.body()));
    }

    private Relays() {}
}
