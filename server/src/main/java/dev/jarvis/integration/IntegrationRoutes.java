package dev.jarvis.integration;

import static dev.jarvis.observatory.Route.delete;
import static dev.jarvis.observatory.Route.get;
import static dev.jarvis.observatory.Route.patch;
import static dev.jarvis.observatory.Route.post;
import static dev.jarvis.observatory.Route.put;

import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Routes;

/** This room's rows of the authorisation table. */
final class IntegrationRoutes {
    private static final String SCOPE = "integrations";

    static Routes rows() {
        return Routes.of(
                get("/api/integrations").by(Permission.READ, SCOPE),
                get("/api/integrations/{platform}").by(Permission.READ, SCOPE),
                put("/api/integrations/{platform}/app").by(Permission.ADMINISTER, SCOPE),
                delete("/api/integrations/{platform}/app").by(Permission.ADMINISTER, SCOPE),
                get("/api/integrations/connected").by(Permission.READ, SCOPE),
                get("/api/integrations/{id}/health").by(Permission.READ, SCOPE),
                patch("/api/integrations/{id}").by(Permission.ADMINISTER, SCOPE),
                delete("/api/integrations/{id}").by(Permission.ADMINISTER, SCOPE),
                post("/api/integrations/{id}/confirm").by(Permission.ADMINISTER, SCOPE),
                post("/api/integrations/test").by(Permission.ACT, SCOPE),
                get("/api/integrations/stats").by(Permission.READ, SCOPE));
    }

    private IntegrationRoutes() {}
}
