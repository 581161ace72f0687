package dev.jarvis.observatory.door;

import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.Who;
import dev.jarvis.observatory.console.ConsoleToken;
import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.web.CappedBody;
import dev.jarvis.sdk.Secret;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Asks the table about the handler that was found, never about the path that was written. Whatever has no row is refused;
 * only the dashboard's files need none.
 */
final class DoorKeeper implements HandlerInterceptor {
    private final AuthorisationTable table;
    private final Callers callers;
    private final Whereabouts whereabouts;
    private final BrowserChecks browser;
    private final ConsoleToken console;

    DoorKeeper(
            AuthorisationTable table,
            Callers callers,
            Whereabouts whereabouts,
            BrowserChecks browser,
            ConsoleToken console) {
        this.table = table;
        this.callers = callers;
        this.whereabouts = whereabouts;
        this.browser = browser;
        this.console = console;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.ASYNC) return true; // the same request, let in before
        if (handler instanceof ResourceHttpRequestHandler) return true; // answers GET and HEAD alone
        Route route = row(request, handler);
        CappedBody.allow(request, route.mostBytes());
        response.setHeader("Cache-Control", "no-store");
        admit(request, route);
        CappedBody.reserve(request);
        return true;
    }

    private Route row(HttpServletRequest request, Object handler) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (!(handler instanceof HandlerMethod) || pattern == null) throw noRow();
        return table.row(request.getMethod(), pattern.toString()).orElseThrow(DoorKeeper::noRow);
    }

    private void admit(HttpServletRequest request, Route route) {
        switch (route.who()) {
            case Who.Anyone anyone -> {
                if (anyone.fromOurPages()) browser.insistOnOurPage(request);
            }
            case Who.CommandLine() -> console.insist(request);
            case Who.AnyPerson() -> insistOnStepUp(person(request, route), route);
            case Who.Superadmin() -> {
                SignedIn person = person(request, route);
                insistOnSuperadmin(person);
                insistOnStepUp(person, route);
            }
            case Who.Member(Permission permission) -> member(request, route, permission);
        }
    }

    private SignedIn person(HttpServletRequest request, Route route) {
        Optional<Secret> bearer = Bearer.in(request);
        SignedIn person = bearer.isPresent() ? withToken(bearer.get()) : withCookie(request, route);
        Admitted.person(request, person);
        return person;
    }

    private SignedIn withToken(Secret token) {
        if (Tokens.isApiKey(token.reveal()))
            throw Problem.forbidden("person-needed", "This route is for people who are signed in, not for keys.");
        return callers.person(token).orElseThrow(Refusals::unknownKey);
    }

    /** A browser sends its cookie by itself, so a request that writes must show that a page of ours made it. */
    private SignedIn withCookie(HttpServletRequest request, Route route) {
        SignedIn person = callers.person(request).orElseThrow(Refusals::whoAreYou);
        if (route.writes()) browser.insistOnIntent(request, person);
        return person;
    }

    private static void insistOnSuperadmin(SignedIn person) {
        if (!person.superadmin())
            throw Problem.forbidden("superadmin-needed", "This is for those who run this instance.");
    }

    private void member(HttpServletRequest request, Route route, Permission permission) {
        Optional<Secret> key = Bearer.in(request).filter(secret -> Tokens.isApiKey(secret.reveal()));
        Admitted.principal(
                request,
                key.isPresent()
                        ? allowed(whereabouts.of(key(key.get(), permission, route, request), request), permission)
                        : member(person(request, route), request, route, permission));
    }

    private Principal member(SignedIn person, HttpServletRequest request, Route route, Permission permission) {
        Principal member = allowed(whereabouts.of(person, request), permission);
        insistOnStepUp(person, route);
        return member;
    }

    private static Principal allowed(Principal caller, Permission permission) {
        if (!caller.role().may(permission)) throw Refusals.role(permission);
        return caller;
    }

    /** The last question: nobody proves who they are for what they may not do anyway. */
    private void insistOnStepUp(SignedIn person, Route route) {
        if (route.proof() != Route.Proof.NONE) browser.insistOnStepUp(person);
    }

    private Principal.Key key(Secret secret, Permission permission, Route route, HttpServletRequest request) {
        Principal.Key key = callers.key(secret).orElseThrow(Refusals::unknownKey);
        Refusals.insistOnKey(key, permission, route, request);
        return key;
    }

    private static Problem noRow() {
        return Problem.of(404, "no-route", "There is no such route. The routes are in GET /api/openapi.json.");
    }
}
