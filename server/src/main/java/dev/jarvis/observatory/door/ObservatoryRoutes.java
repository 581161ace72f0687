package dev.jarvis.observatory.door;

import static dev.jarvis.observatory.Permission.ADMINISTER;
import static dev.jarvis.observatory.Permission.OWN;
import static dev.jarvis.observatory.Permission.READ;
import static dev.jarvis.observatory.Route.delete;
import static dev.jarvis.observatory.Route.get;
import static dev.jarvis.observatory.Route.patch;
import static dev.jarvis.observatory.Route.post;

import dev.jarvis.observatory.Routes;

/** This room's rows, and those of the floor below. */
final class ObservatoryRoutes {
    static Routes rows() {
        return Routes.of(
                get("/").byAnyone(),
                get("/api/health").byAnyone(),
                get("/api/openapi.json").by(READ, "openapi"),
                get("/api/setup").byAnyone(),
                post("/api/setup").byVisitors(),
                post("/api/auth/sign-in").byVisitors(),
                post("/api/auth/reset").byVisitors(),
                get("/api/auth/methods").byAnyone(),
                get("/api/auth/oidc/start").byAnyone(),
                get("/api/auth/oidc/callback").byAnyone(),
                post("/api/auth/supabase").byAnyPerson(),
                post("/api/auth/step-up").byAnyPerson(),
                post("/api/auth/sign-out").byAnyPerson(),
                get("/api/auth/sessions").byAnyPerson(),
                delete("/api/auth/sessions/{id}").byAnyPerson(),
                get("/api/auth/passkeys").byAnyPerson(),
                post("/api/auth/passkeys").byAnyPerson(),
                post("/api/auth/passkeys/registration").byAnyPerson(),
                delete("/api/auth/passkeys/{id}").byAnyPerson(),
                post("/api/auth/passkeys/challenge").byVisitors(),
                post("/api/auth/passkeys/sign-in").byVisitors(),
                post("/api/auth/passkeys/step-up-challenge").byAnyPerson(),
                post("/api/auth/passkeys/step-up").byAnyPerson(),
                get("/api/me").byAnyPerson(),
                get("/api/observatories").byAnyPerson(),
                post("/api/observatories").bySuperadmin(),
                get("/api/observatories/{observatory}").by(READ, "observatories"),
                patch("/api/observatories/{observatory}").by(ADMINISTER, "observatories"),
                delete("/api/observatories/{observatory}")
                        .by(OWN, "observatories")
                        .afterStepUp(),
                get("/api/members").by(READ, "members"),
                patch("/api/members/{id}").by(ADMINISTER, "members").afterStepUpOfSessions(),
                delete("/api/members/{id}").by(ADMINISTER, "members").afterStepUpOfSessions(),
                get("/api/invitations").by(ADMINISTER, "invitations"),
                post("/api/invitations").by(ADMINISTER, "invitations").afterStepUpOfSessions(),
                delete("/api/invitations/{id}").by(ADMINISTER, "invitations"),
                post("/api/invitations/look").byVisitors(),
                post("/api/invitations/accept").byAnyPerson(),
                post("/api/invitations/join").byVisitors(),
                get("/api/keys").by(ADMINISTER, "keys"),
                post("/api/keys").by(ADMINISTER, "keys").afterStepUpOfSessions(),
                delete("/api/keys/{id}").by(ADMINISTER, "keys"),
                post("/api/console/setup").byCommandLine(),
                post("/api/console/keys").byCommandLine(),
                post("/api/console/keys/rotate").byCommandLine(),
                post("/api/console/keys/forget").byCommandLine(),
                post("/api/console/doctor").byCommandLine(),
                post("/api/console/backups").byCommandLine(),
                post("/api/console/resets").byCommandLine());
    }

    private ObservatoryRoutes() {}
}
