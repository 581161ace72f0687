package dev.jarvis.approval.proxy;

import dev.jarvis.approval.ActionAnswers;
import dev.jarvis.approval.Approvals;
import dev.jarvis.approval.Origin;
import dev.jarvis.approval.Outcome;
import dev.jarvis.integration.ActionCall;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.integration.Ran;
import dev.jarvis.integration.Relays;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.BodyTooLarge;
import dev.jarvis.platform.problem.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any call of a connected platform's API: the token is placed here, the address stays below the platform's API, policy
 * decides by the method, and the ledger and the log keep it. A refusal of the platform comes back as a problem with its
 * words and status.
 */
@Hidden // its bodies are the platforms'
@RestController
class ProxyController {
    static final String PATTERN = "/api/proxy/{integrationId}/{*path}";

    /** What a caller may say about a body and an answer; who calls is said by us. */
    private static final List<String> PASSED_ON =
            List.of("Accept", "Accept-Language", "If-Match", "If-None-Match", "If-Modified-Since");

    /** Anything else could be run by a browser as a page of ours. */
    private static final Set<String> SHOWN = Set.of("application/json", "text/plain", "application/problem+json");

    private final IntegrationManager integrations;
    private final Approvals approvals;
    private final JsonMapper json;

    ProxyController(IntegrationManager integrations, Approvals approvals, JsonMapper json) {
        this.integrations = integrations;
        this.approvals = approvals;
        this.json = json;
    }

    @RequestMapping(
            path = PATTERN,
            method = {
                RequestMethod.GET,
                RequestMethod.POST,
                RequestMethod.PUT,
                RequestMethod.PATCH,
                RequestMethod.DELETE
            },
            consumes = MediaType.ALL_VALUE)
    ResponseEntity<?> pass(Principal by, @PathVariable UUID integrationId, HttpServletRequest request)
            throws IOException {
        Relays.Wanted wanted = wanted(request, integrationId);
        String platform =
                integrations.loadIntegration(by.observatory(), integrationId).platform();
        JsonNode input = json.valueToTree(wanted);
        var call = new ActionCall<>(
                UuidV7.next(),
                by.observatory(),
                integrations.getIntegration(by.observatory(), platform, integrationId.toString()),
                Relays.of(wanted.method()),
                input,
                wanted);
        Outcome outcome = approvals.submit(call, Origin.of(by));
        return outcome instanceof Outcome.Decided(UUID id, Ran.Done(JsonNode output))
                ? answer(id, json.treeToValue(output, Relays.Relayed.class))
                : ActionAnswers.of(outcome, false);
    }

    private static Relays.Wanted wanted(HttpServletRequest request, UUID integration) throws IOException {
        byte[] body = body(request);
        boolean hasBody = body.length > 0;
        return new Relays.Wanted(
                request.getMethod().equals("HEAD") ? "GET" : request.getMethod(),
                path(request, integration),
                headers(request),
                hasBody ? contentType(request) : null,
                hasBody ? Base64.getEncoder().encodeToString(body) : null);
    }

    /** As it was written, so that the platform reads what the caller wrote. The door has refused paths that are odd. */
    private static String path(HttpServletRequest request, UUID integration) {
        String path = request.getRequestURI().substring(("/api/proxy/" + integration).length());
        String query = request.getQueryString();
        String below = path.isEmpty() ? "/" : path;
        return query == null ? below : below + "?" + query;
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        try {
            return request.getInputStream().readAllBytes();
        } catch (BodyTooLarge e) {
            throw e.problem();
        }
    }

    private static String contentType(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null)
            throw Problem.of(415, "unsupported-media-type", "A body needs a Content-Type, which the platform is told.");
        return type;
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : PASSED_ON)
            Collections.list(request.getHeaders(name)).stream()
                    .findFirst()
                    .ifPresent(value -> headers.put(name, value));
        return headers;
    }

    private static ResponseEntity<byte[]> answer(UUID call, Relays.Relayed relayed) {
        String type = relayed.contentType().split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
        return ResponseEntity.status(relayed.status())
                .header(ActionAnswers.CALL_ID, call.toString())
                .header("Content-Type", SHOWN.contains(type) ? relayed.contentType() : "application/octet-stream")
                .body(Base64.getDecoder().decode(relayed.base64()));
    }
}
