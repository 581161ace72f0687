package dev.jarvis.integration.oauth;

import static dev.jarvis.observatory.Route.get;
import static dev.jarvis.observatory.Route.post;

import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Routes;

/** This room's rows of the authorisation table. */
final class OAuthRoutes {
    private static final String SCOPE = "integrations";

    static Routes rows() {
        return Routes.of(
                post("/api/integrations/{platform}/connect").by(Permission.ADMINISTER, SCOPE),
                post("/api/integrations/{id}/reconnect").by(Permission.ADMINISTER, SCOPE),
                get("/api/integrations/{id}/doctor").by(Permission.ADMINISTER, SCOPE),
                get("/api/connect-sessions/{id}").by(Permission.ADMINISTER, SCOPE),
                get("/api/connect/{link}").byAnyone(),
                post("/api/connect/{link}/start").byVisitors(),
                get("/api/integrations/{platform}/callback").byAnyone());
    }

    private OAuthRoutes() {}
}
