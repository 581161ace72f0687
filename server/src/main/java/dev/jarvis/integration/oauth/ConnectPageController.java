package dev.jarvis.integration.oauth;

import static java.util.Objects.requireNonNullElse;

import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.Platform;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.User;
import dev.jarvis.observatory.Visitors;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What our own page at {@code /connect/{link}} shows, and the one click on it that leaves for the platform. */
@RestController
class ConnectPageController {
    private final ConnectFlow flow;
    private final Catalogue catalogue;
    private final Observatories observatories;
    private final Starters starters;
    private final Visitors visitors;
    private final BrowserSecret browser;

    ConnectPageController(
            ConnectFlow flow,
            Catalogue catalogue,
            Observatories observatories,
            Starters starters,
            Visitors visitors,
            BrowserSecret browser) {
        this.flow = flow;
        this.catalogue = catalogue;
        this.observatories = observatories;
        this.starters = starters;
        this.visitors = visitors;
        this.browser = browser;
    }

    @Schema(name = "AskedScope")
    record Scope(String scope, String words) {}

    /** @param needsSignIn only the person who started it may go on, and is not signed in here */
    record Page(
            ConnectSession.Kind kind,
            String platform,
            String name,
            String observatory,
            String startedBy,
            List<Scope> scopes,
            ConnectSession.Stage stage,
            ConnectSession.@Nullable Failure failure,
            boolean needsSignIn) {}

    /** Looking changes nothing. */
    @GetMapping("/api/connect/{link}")
    Page page(@PathVariable String link, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ConnectSession session = flow.open(link);
        Platform platform = catalogue.platform(session.platform());
        return new Page(
                session.kind(),
                platform.id(),
                platform.name(),
                observatories.get(session.observatory()).name(),
                starters.of(session).map(User::name).orElse(""),
                scopes(session, platform),
                flow.stage(session),
                session.failure(),
                needsSignIn(session, visitors.of(request)));
    }

    private static List<Scope> scopes(ConnectSession session, Platform platform) {
        Map<String, String> words = ConnectFlow.scheme(platform).scopes();
        return session.scopes().stream()
                .map(scope -> new Scope(scope, requireNonNullElse(words.get(scope), scope)))
                .toList();
    }

    private static boolean needsSignIn(ConnectSession session, Optional<SignedIn> person) {
        return session.kind() == ConnectSession.Kind.OWN
                && person.map(SignedIn::user)
                        .filter(session.startedBy()::equals)
                        .isEmpty();
    }

    /** @param location where this browser, and no other, goes now */
    record Departure(String location) {}

    @PostMapping("/api/connect/{link}/start")
    Departure start(@PathVariable String link, HttpServletRequest request, HttpServletResponse response) {
        ConnectFlow.Departure departure = flow.leave(link, visitors.of(request));
        response.addHeader(HttpHeaders.SET_COOKIE, browser.cookie(departure.session(), departure.browser()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return new Departure(departure.platform().toString());
    }
}
