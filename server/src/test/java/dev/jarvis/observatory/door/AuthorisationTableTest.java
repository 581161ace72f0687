package dev.jarvis.observatory.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.Who;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every cell of (route, caller) is as the table says, however the path is written. */
@SharedServerTest
@Protocol
@Tag("P23")
class AuthorisationTableTest {
    /** What the door says when it lets somebody not in; everything else was said behind it. */
    private static final Set<String> REFUSALS = Set.of(
            "not-signed-in",
            "unknown-key",
            "role-too-low",
            "scope-missing",
            "person-needed",
            "csrf-token-needed",
            "step-up-needed",
            "superadmin-needed",
            "command-line-only",
            "foreign-origin",
            "no-observatory");

    /** Made by a library beside what we use of it; no row, so nobody gets in. */
    private static final Set<String> CLOSED = Set.of("GET /api/openapi.json.yaml");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private AuthorisationTable table;

    private World world;
    private ObservatoryId observatory;

    @BeforeEach
    void build() {
        world = new World(context);
        observatory = world.observatory();
    }

    @Test
    void hasARowForEveryHandlerAndAHandlerForEveryRow() {
        Set<String> handlers = context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(info -> names(info).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        handlers.removeAll(CLOSED);
        assertThat(handlers)
                .isEqualTo(table.rows().stream().map(Route::toString).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static List<String> names(RequestMappingInfo info) {
        List<String> names = new ArrayList<>();
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        for (String pattern : info.getPatternValues()) {
            if (methods.isEmpty()) names.add("any " + pattern);
            methods.forEach(method -> names.add(method + " " + pattern));
        }
        return names;
    }

    @Test
    void isWhatEveryRoleMeets(Proof proof) {
        for (Role role : Role.values()) {
            Caller person = world.member(observatory, role);
            check("a person as " + role, person, who -> switch (who) {
                case Who.Anyone _, Who.AnyPerson _ -> true;
                case Who.Superadmin _, Who.CommandLine _ -> false;
                case Who.Member(Permission permission) -> role.may(permission);
            });
        }
        proof.more("cells", (long) Role.values().length * table.rows().size());
    }

    @Test
    void isWhatKeysOfEveryKindAndRoleMeet(Proof proof) {
        Caller owner = world.member(observatory, Role.OWNER);
        for (Principal.Key.Kind kind : Principal.Key.Kind.values())
            for (Role role : Role.values()) checkKey(owner, kind, role);
        proof.more(
                "cells",
                (long) Principal.Key.Kind.values().length
                        * Role.values().length
                        * table.rows().size());
    }

    private void checkKey(Caller owner, Principal.Key.Kind kind, Role role) {
        Caller key = world.key(owner, Map.of("name", "k", "role", role.wireName(), "kind", kind.wireName()));
        Set<Permission> forPeople = Set.of(Permission.ADMINISTER, Permission.OWN);
        Expected expected = who -> switch (who) {
            case Who.Anyone _ -> true;
            case Who.AnyPerson _, Who.Superadmin _, Who.CommandLine _ -> false;
            case Who.Member(Permission permission) ->
                role.may(permission) && (kind == Principal.Key.Kind.PERSON || !forPeople.contains(permission));
        };
        for (Route route : inOrder())
            assertCell(
                    "a key of kind %s as %s".formatted(kind, role),
                    key,
                    route,
                    expected.letIn(route.who()) && takesKeys(route));
    }

    @Test
    void isWhatANarrowKeyMeets(Proof proof) {
        Caller owner = world.member(observatory, Role.OWNER);
        Caller narrow = world.key(owner, Map.of("name", "k", "role", "owner", "scopes", List.of("members")));
        for (Route route : inOrder()) {
            if (route.who() instanceof Who.Member)
                assertCell("a narrow key", narrow, route, route.scope().equals("members") && takesKeys(route));
        }
        proof.more("cells", table.rows().size());
    }

    @Test
    void isWhatStrangersAndOutsidersMeet(Proof proof) {
        check("nobody", world.stranger(), who -> who instanceof Who.Anyone);
        check("a made-up key", world.stranger().withKey("jrv_" + "a".repeat(36)), who -> who instanceof Who.Anyone);
        check(
                "somebody without an observatory",
                world.browser(world.user()),
                who -> who instanceof Who.Anyone || who instanceof Who.AnyPerson);
        check(
                "a superadmin without an observatory",
                world.browser(world.superadmin()),
                who -> !(who instanceof Who.Member) && !(who instanceof Who.CommandLine));
        proof.more("cells", 4L * table.rows().size());
    }

    @Test
    void refusesWritesOfABrowserWithoutItsTokenOrFromAnotherSite() {
        Caller owner = world.member(observatory, Role.OWNER);
        for (Route route : inOrder()) {
            if (!route.writes() || route.who() instanceof Who.CommandLine) continue;
            boolean machines = route.who() instanceof Who.Anyone anyone && !anyone.fromOurPages();
            assertCell("from another site", owner.with("Origin", "https://evil.example"), route, machines);
            if (!(route.who() instanceof Who.Anyone))
                assertCell("without a token", owner.with("X-CSRF", null), route, false);
        }
    }

    @Test
    void isNotFooledByOddWaysToWriteAPath() {
        Caller viewer = world.member(observatory, Role.VIEWER);
        for (Route route : inOrder()) {
            if (!(route.who() instanceof Who.Member(Permission permission)) || Role.VIEWER.may(permission)) continue;
            for (String path : mutants(path(route))) {
                Caller.Answer answer = send(viewer, route, path);
                boolean page = answer.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/html"))
                        .isPresent();
                assertThat(answer.status() >= 400 || page)
                        .as("%s %s: %s", route.method(), path, answer)
                        .isTrue();
            }
        }
    }

    @Test
    void isNotFooledByHeadersThatNameAnotherPathOrMethod() {
        Caller viewer = world.member(observatory, Role.VIEWER)
                .with("X-Original-URL", "/api/me")
                .with("X-Rewrite-URL", "/api/me")
                .with("X-HTTP-Method-Override", "GET")
                .with("X-Forwarded-Prefix", "/api/health");
        for (Route route : inOrder()) {
            if (route.who() instanceof Who.Member(Permission permission) && !Role.VIEWER.may(permission))
                assertCell("with overriding headers", viewer, route, false);
        }
    }

    private static boolean takesKeys(Route route) {
        return route.proof() != Route.Proof.OF_PEOPLE;
    }

    private interface Expected {
        boolean letIn(Who who);
    }

    private void check(String caller, Caller calls, Expected expected) {
        for (Route route : inOrder())
            assertCell(caller, calls, route, expected.letIn(route.who()) && route.proof() == Route.Proof.NONE);
    }

    private void assertCell(String caller, Caller calls, Route route, boolean letIn) {
        Caller.Answer answer = send(calls, route, path(route));
        boolean unknownPlace =
                answer.code().equals("not-found") && route.pattern().contains("{observatory}");
        boolean refused = answer.status() >= 400 && (unknownPlace || REFUSALS.contains(answer.code()));
        assertThat(!refused).as("%s at %s: %s", caller, route, answer.body()).isEqualTo(letIn);
    }

    /** Signing out ends the caller, so it comes last; sign-in and its kin would replace them. */
    private List<Route> inOrder() {
        return table.rows().stream()
                .sorted(Comparator.comparing((Route route) -> route.pattern().endsWith("sign-out"))
                        .thenComparing(Route::toString))
                .toList();
    }

    /** An empty object: enough to get past the door, too little to do anything behind it. */
    private static Caller.Answer send(Caller caller, Route route, String path) {
        boolean body = route.method() != HttpMethod.GET && route.method() != HttpMethod.DELETE;
        return caller.send(route.method().name(), path, body ? "{}" : null);
    }

    private String path(Route route) {
        String own = route.pattern().replace("{observatory}", observatory.toString());
        return own.replaceAll(
                "\\{[^}]+}", Matcher.quoteReplacement(UUID.randomUUID().toString()));
    }

    private static List<String> mutants(String path) {
        return List.of(
                path + "/",
                path + ";x=1",
                path + ".json",
                path + "%2e",
                path + "/.",
                path + "/../" + path.substring(path.lastIndexOf('/') + 1),
                path + "%2f",
                path + "%00",
                path + "%20",
                "/" + path,
                path.replaceFirst("/api/", "/api//"),
                path.replaceFirst("/api/", "/api/./"),
                path.replaceFirst("/api/", "/api;x/"),
                path.replaceFirst("/api/", "/api%2f"),
                path.replaceFirst("/api/", "/%61pi/"),
                path.replaceFirst("/api/", "/API/"),
                path + "/configs",
                path + "/health",
                path + "?_method=GET");
    }
}
