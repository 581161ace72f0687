package dev.jarvis.integration.oauth;

import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.Integration;
import dev.jarvis.integration.KeyConnections;
import dev.jarvis.integration.Platform;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.AuthScheme;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Starts to connect an account: at once with keys, or by a page of ours that leads to the platform. */
@RestController
class ConnectController {
    private final Catalogue catalogue;
    private final KeyConnections keys;
    private final ConnectFlow flow;
    private final ConnectSessions sessions;
    private final OAuthDoctor doctor;

    ConnectController(
            Catalogue catalogue, KeyConnections keys, ConnectFlow flow, ConnectSessions sessions, OAuthDoctor doctor) {
        this.catalogue = catalogue;
        this.keys = keys;
        this.flow = flow;
        this.sessions = sessions;
        this.doctor = doctor;
    }

    /**
     * @param scheme one of the platform's ways; where there is a choice and none is named, OAuth
     * @param credentials by the names of the scheme's fields
     * @param accountName what to call the account here
     * @param invitation true makes a link for somebody else to connect
     * @param scopes which of the platform's OAuth scopes to ask for; the usual ones unless said
     */
    record Connect(
            @Nullable String scheme,
            @Nullable Map<String, String> credentials,
            @Nullable String accountName,
            @Nullable Boolean invitation,
            @Nullable List<String> scopes) {
        static final Connect AS_USUAL = new Connect(null, null, null, null, null);

        Connect {
            scopes = scopes == null ? List.of() : List.copyOf(scopes);
            if (accountName != null) accountName = Input.text("accountName", accountName, 200);
        }

        @Override
        public String toString() {
            return "Connect[" + scheme + "]"; // the credentials are not for printing
        }
    }

    record Made(Integration integration) {}

    @ApiResponse(
            responseCode = "200",
            description = "OAuth goes on at the address",
            content = @Content(schema = @Schema(implementation = ConnectFlow.Started.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Tested and connected",
            content = @Content(schema = @Schema(implementation = Made.class)))
    @PostMapping("/api/integrations/{platform}/connect")
    @ApiResponse(
            responseCode = "200",
            description = "Goes on at the platform",
            content = @Content(schema = @Schema(implementation = ConnectFlow.Started.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Connected",
            content = @Content(schema = @Schema(implementation = Made.class)))
    ResponseEntity<?> connect(
            Principal by, @PathVariable String platform, @RequestBody(required = false) @Nullable Connect body) {
        Platform found = catalogue.platform(platform);
        Connect wanted = body == null ? Connect.AS_USUAL : body;
        Optional<Integration> made = wanted.credentials() != null
                ? Optional.of(
                        keys.connect(by, found, keysOf(found, wanted), wanted.credentials(), wanted.accountName()))
                : fromEnvironment(by, found, wanted);
        return made.<ResponseEntity<?>>map(
                        integration -> ResponseEntity.status(HttpStatus.CREATED).body(new Made(integration)))
                .orElseGet(() -> ResponseEntity.ok(
                        flow.begin(by, found, kind(wanted), Objects.requireNonNull(wanted.scopes()))));
    }

    private Optional<Integration> fromEnvironment(Principal by, Platform platform, Connect wanted) {
        AuthScheme named = named(platform, wanted);
        if (named instanceof AuthScheme.OAuth2Code || Boolean.TRUE.equals(wanted.invitation())) return Optional.empty();
        Optional<Integration> made = keys.connectFromEnvironment(by, platform);
        if (made.isEmpty() && (named != null || platform.manifest().oauth().isEmpty()))
            throw needed(named == null ? keysOf(platform, wanted) : (AuthScheme.Keys) named);
        return made;
    }

    private static Problem needed(AuthScheme.Keys scheme) {
        List<Problem.FieldError> missing = scheme.fields().stream()
                .map(field -> new Problem.FieldError("credentials." + field.name(), "is missing: " + field.title()))
                .toList();
        return Problem.badInput(missing);
    }

    private static ConnectSession.Kind kind(Connect wanted) {
        return Boolean.TRUE.equals(wanted.invitation()) ? ConnectSession.Kind.INVITATION : ConnectSession.Kind.OWN;
    }

    private static @Nullable AuthScheme named(Platform platform, Connect wanted) {
        if (wanted.scheme() == null) return null;
        return platform.manifest()
                .scheme(wanted.scheme())
                .orElseThrow(() -> Problem.badInput("scheme", "must be one of " + ids(platform)));
    }

    private static AuthScheme.Keys keysOf(Platform platform, Connect wanted) {
        List<AuthScheme.Keys> keys = platform.manifest().auth().stream()
                .filter(scheme -> wanted.scheme() == null || scheme.id().equals(wanted.scheme()))
                .filter(AuthScheme.Keys.class::isInstance)
                .map(AuthScheme.Keys.class::cast)
                .toList();
        if (keys.size() == 1) return keys.getFirst();
        throw Problem.badInput("scheme", "must name one of the ways that take keys, of " + ids(platform));
    }

    private static String ids(Platform platform) {
        return String.join(
                ", ", platform.manifest().auth().stream().map(AuthScheme::id).toList());
    }

    /** @param scopes OAuth scopes to ask for beside those it has, such as the ones an act lacked; the usual ones unless said */
    record Reconnect(@Nullable List<String> scopes) {
        Reconnect {
            scopes = scopes == null ? List.of() : List.copyOf(scopes);
        }
    }

    @PostMapping("/api/integrations/{id}/reconnect")
    ConnectFlow.Started reconnect(
            Principal by, @PathVariable UUID id, @RequestBody(required = false) @Nullable Reconnect body) {
        return flow.reconnect(by, id, body == null ? List.of() : Objects.requireNonNull(body.scopes()));
    }

    @GetMapping("/api/integrations/{id}/doctor")
    OAuthDoctor.Diagnosis diagnose(Principal by, @PathVariable UUID id) {
        return doctor.look(by.observatory(), id);
    }

    record State(
            ConnectSession.Stage stage,
            ConnectSession.@Nullable Failure failure,
            @Nullable UUID integrationId) {}

    @GetMapping("/api/connect-sessions/{id}")
    State state(Principal by, @PathVariable UUID id) {
        ConnectSession session =
                sessions.find(by.observatory(), id).orElseThrow(() -> Problem.notFound("connect session"));
        return new State(flow.stage(session), session.failure(), session.integration());
    }
}
