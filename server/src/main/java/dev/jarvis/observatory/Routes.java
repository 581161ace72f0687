package dev.jarvis.observatory;

import java.util.List;

/**
 * The rows of one room, given as a bean; together they are the authorisation table.
 *
 * <pre>{@code
 * @Bean Routes activityRoutes() {
 *     return Routes.of(Route.get("/api/integrations/activity").by(Permission.READ, "activity"));
 * }
 * }</pre>
 */
public record Routes(List<Route> rows) {
    public Routes {
        rows = List.copyOf(rows);
    }

    public static Routes of(Route... rows) {
        return new Routes(List.of(rows));
    }
}
