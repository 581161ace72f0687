package dev.jarvis.observatory.door;

import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.Routes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every route of the server and whom it lets in: all rooms' rows. What is not in it does not exist. */
final class AuthorisationTable {
    private final Map<String, Route> rows;

    AuthorisationTable(Collection<Routes> rooms) {
        rows = rooms.stream()
                .flatMap(room -> room.rows().stream())
                .collect(Collectors.toUnmodifiableMap(Route::toString, Function.identity()));
    }

    /** @param method HEAD is GET without its body */
    Optional<Route> row(String method, String pattern) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return Optional.ofNullable(rows.get(asked + " " + pattern));
    }

    List<Route> rows() {
        return List.copyOf(rows.values());
    }
}
