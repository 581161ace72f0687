package dev.jarvis.sandbox;

import dev.jarvis.sandbox.effects.Echo;
import dev.jarvis.sandbox.effects.EffectsUpstream;
import dev.jarvis.sandbox.fault.Faults;
import dev.jarvis.sandbox.gmail.GmailPlatform;
import dev.jarvis.sandbox.http.Answer;
import dev.jarvis.sandbox.http.Handler;
import dev.jarvis.sandbox.http.HttpListener;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import dev.jarvis.sandbox.http.Router;
import dev.jarvis.sandbox.ledger.Ledger;
import dev.jarvis.sandbox.oauth.AuthorizationServer;
import dev.jarvis.sandbox.oauth.Profile;
import dev.jarvis.sandbox.x.XPlatform;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stand-in platforms on one port: X, Google with Gmail, an OpenID provider, and an upstream without manners.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
 *     sandbox.xAuthorization().register(Credentials.xClient(Set.of(redirectUri)));
 *     sandbox.faults().add(FaultRule.next("POST", "/x/2/tweets", new Fault.Reset()).onceApplied());
 *     ...
 *     assertThat(sandbox.ledger().timesApplied("x.post", "Hello")).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>Nothing is kept on disk, and nothing here is safe to show to the internet. Safe for many threads.
 */
public final class Sandbox implements AutoCloseable {

    private static final String ADMIN = "/_sandbox";

    private final HttpListener listener;
    private final SandboxClock clock = new SandboxClock();
    private final Faults faults = new Faults();
    private final Ledger ledger;
    private final Endpoints endpoints;
    private final XPlatform x;
    private final AuthorizationServer google;
    private final AuthorizationServer openId;
    private final Map<String, Handler> platforms = new HashMap<>();
    private final Handler faulty;

    private Sandbox(SandboxOptions options) {
        listener = HttpListener.bind(options.address(), options.port());
        String base = listener.uri().toString();
        ledger = new Ledger(options.ledgerBound());
        endpoints = Endpoints.below(base);
        x = new XPlatform(base, "/x", clock, ledger, options.xRateLimit(), options.videoProcessing());
        google = new AuthorizationServer(base + "/google", Profile.google(), GmailPlatform.accounts(), clock);
        google.accessTokenLifetime(Duration.ofSeconds(3599));
        openId = new AuthorizationServer(base + "/oidc", Profile.openId(), GmailPlatform.accounts(), clock);
        platforms.put("/x", x);
        platforms.put("/google", google.addRoutesTo(new Router()));
        platforms.put("/gmail", new GmailPlatform(google, clock, ledger));
        platforms.put("/oidc", openId.addRoutesTo(new Router()));
        platforms.put("/effects", new EffectsUpstream(ledger));
        platforms.put("/echo", new Echo());
        platforms.put(ADMIN, new Admin(this));
        faulty = faults.around(this::dispatch);
    }

    /** @throws java.io.UncheckedIOException where the port is taken */
    public static Sandbox start(SandboxOptions options) {
        Sandbox sandbox = new Sandbox(options);
        sandbox.register(Set.of());
        sandbox.listener.serve(sandbox::receive);
        return sandbox;
    }

    /** Lets the clients of {@link Credentials} return to these addresses, and to no others. */
    public void register(Set<String> redirectUris) {
        x.authorization().register(Credentials.xClient(redirectUris));
        google.register(Credentials.googleClient(redirectUris));
        openId.register(Credentials.openIdClient(redirectUris));
        x.register(Credentials.x("acme_labs"));
        x.register(Credentials.x("acme_support"));
    }

    public URI baseUri() {
        return listener.uri();
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Faults faults() {
        return faults;
    }

    public SandboxClock clock() {
        return clock;
    }

    public XPlatform x() {
        return x;
    }

    public AuthorizationServer xAuthorization() {
        return x.authorization();
    }

    public AuthorizationServer google() {
        return google;
    }

    public AuthorizationServer openId() {
        return openId;
    }

    /** Stops listening and cuts the connections still open. */
    @Override
    public void close() {
        listener.close();
    }

    private Answer receive(Request request) {
        if (request.path().startsWith(ADMIN + "/")) {
            return dispatch(request);
        }
        ledger.receive(clock.instant(), request, owner(request));
        return faulty.answer(request);
    }

    private Answer dispatch(Request request) {
        String prefix = prefix(request.path());
        Handler platform = platforms.get(prefix);
        return platform == null
                ? Reply.text(404, "The sandbox has no platform at " + prefix + ".")
                : platform.answer(request.below(prefix));
    }

    private @Nullable String owner(Request request) {
        return switch (prefix(request.path())) {
            case "/x" -> x.owner(request.below("/x"));
            case "/google", "/gmail" -> google.owner(request);
            case "/oidc" -> openId.owner(request);
            default -> null;
        };
    }

    private static String prefix(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? path : path.substring(0, slash);
    }
}
