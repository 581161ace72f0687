package dev.jarvis.observatory.door;

import dev.jarvis.observatory.Membership;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.platform.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * In which observatory a request acts: a key's own; for a person the one that the path, {@code X-Observatory} or, for
 * event streams, {@code ?observatory=} names, or their only one. There is no default, and one that they do not belong to
 * is as unknown as one that does not exist.
 */
final class Whereabouts {
    private static final String HEADER = "X-Observatory";
    private static final String NAME = "observatory";
    private static final Pattern UUIDS = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private final Callers callers;

    Whereabouts(Callers callers) {
        this.callers = callers;
    }

    Principal of(Principal.Key key, HttpServletRequest request) {
        Optional<ObservatoryId> named = named(request);
        if (named.isPresent() && !named.get().equals(key.observatory())) throw unknown();
        return key;
    }

    Principal of(SignedIn person, HttpServletRequest request) {
        ObservatoryId observatory = named(request).orElseGet(() -> only(person));
        Membership membership = callers.member(person.user(), observatory).orElseThrow(Whereabouts::unknown);
        return person.in(observatory, membership.role());
    }

    private ObservatoryId only(SignedIn person) {
        List<ObservatoryId> places = callers.placesOf(person.user());
        if (places.size() == 1) return places.getFirst();
        if (places.isEmpty())
            throw Problem.forbidden("no-observatory", "You belong to no observatory. Ask for an invitation.");
        throw Problem.of(400, "observatory-needed", "You belong to several observatories. Name one in X-Observatory.")
                .at(HEADER, "is needed");
    }

    /** All places that name one must name the same. */
    private static Optional<ObservatoryId> named(HttpServletRequest request) {
        Set<ObservatoryId> named = new LinkedHashSet<>();
        Collections.list(request.getHeaders(HEADER)).forEach(text -> named.add(parse(HEADER, text)));
        if (request.getMethod().equals("GET") && request.getParameterValues(NAME) != null)
            for (String text : request.getParameterValues(NAME)) named.add(parse(NAME, text));
        String inPath = Scopes.variables(request).get(NAME);
        if (inPath != null) named.add(parse(NAME, inPath));
        if (named.size() > 1) throw Problem.badInput(HEADER, "names another observatory than the rest of the request");
        return named.stream().findFirst();
    }

    private static ObservatoryId parse(String where, String text) {
        if (!UUIDS.matcher(text).matches()) throw Problem.badInput(where, "must be an id (a UUID)");
        return new ObservatoryId(UUID.fromString(text));
    }

    private static Problem unknown() {
        return Problem.notFound("observatory");
    }
}
