package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Standing;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.problem.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ActivityController {
    private static final String CSV = "text/csv";

    /** The place of the command line, which checks all observatories and waits for none of them. */
    private static final UUID EVERY = new UUID(0, 0);

    private final ActivityList list;
    private final ActivityExport export;
    private final LiveStream stream;
    private final Standing standing;
    private final ChainCheck check;
    private final Eraser eraser;
    private final OneAtATime checks = new OneAtATime("check");
    private final OneAtATime exports = new OneAtATime("export");
    private final OneAtATime consoleChecks = new OneAtATime("check");

    ActivityController(
            ActivityList list,
            ActivityExport export,
            LiveStream stream,
            Standing standing,
            ChainCheck check,
            Eraser eraser) {
        this.list = list;
        this.export = export;
        this.stream = stream;
        this.standing = standing;
        this.check = check;
        this.eraser = eraser;
    }

    /** The log, newest first; of each call its newest row. A page may be short and still have a next one. */
    @GetMapping("/api/integrations/activity")
    @FilterParameters
    @Parameter(in = ParameterIn.QUERY, name = "cursor", description = "nextCursor of the page before")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "limit",
            description = "1 to 200, usually 50",
            schema = @Schema(type = "integer"))
    Page<ActivityItem> list(
            Principal caller, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        Parameters given = new Parameters(query).only(known("cursor", "limit"));
        return list.page(
                caller.observatory(),
                ActivityFilter.of(given),
                given.text("cursor", 1_000),
                given.number("limit", Page.USUAL, 1, Page.MOST));
    }

    /** All of the list as one file. */
    @GetMapping("/api/integrations/activity/export")
    @FilterParameters
    @Parameter(in = ParameterIn.QUERY, name = "format", required = true, description = "csv or json")
    void export(
            Principal caller,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            HttpServletResponse response)
            throws IOException {
        Parameters given = new Parameters(query).only(known("format"));
        ActivityFilter filter = ActivityFilter.of(given);
        String format = given.oneOf("format", List.of("csv", "json"));
        if (format == null) throw Problem.badInput("format", "must be one of csv, json");
        try (var _ = exports.enter(caller.observatory().value())) {
            write(caller.observatory(), filter, format, response);
        }
    }

    private void write(ObservatoryId observatory, ActivityFilter filter, String format, HttpServletResponse response)
            throws IOException {
        boolean csv = format.equals("csv");
        response.setContentType((csv ? CSV : MediaType.APPLICATION_JSON_VALUE) + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"activity." + format + "\"");
        if (csv) export.csv(observatory, filter, response.getOutputStream());
        else export.json(observatory, filter, response.getOutputStream());
    }

    /** New rows as they are sealed, and other news of the observatory, as server-sent events. */
    @GetMapping(path = "/api/integrations/activity/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            Principal caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        Long after = lastEventId == null || lastEventId.isEmpty() ? null : place(lastEventId);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        stream.serve(caller, after, () -> standing.holds(caller), response.getOutputStream());
    }

    /** Erases a person's words from a row and the others of its call, and from the ledger. There is no way back. */
    @PostMapping("/api/integrations/activity/{id}/erase")
    Erased erase(Principal caller, @PathVariable UUID id) {
        return new Erased(eraser.erase(caller, id));
    }

    /** @param rows how many were erased */
    record Erased(int rows) {}

    /** Checks the whole chain: seconds to minutes for a long log. */
    @GetMapping("/api/integrations/activity/verify")
    Verification verify(Principal caller) {
        try (var _ = checks.enter(caller.observatory().value())) {
            return Verification.of(caller.observatory(), check.verify(caller.observatory()));
        }
    }

    /** For {@code ./jarvis audit verify}: every observatory's chain, also of those that are gone. */
    @Hidden
    @PostMapping("/api/console/activity/verify")
    List<Verification> verifyAll() {
        try (var _ = consoleChecks.enter(EVERY)) {
            return check.all().stream()
                    .map(id -> Verification.of(id, check.verify(id)))
                    .toList();
        }
    }

    private static long place(String lastEventId) {
        try {
            return Math.max(0, Long.parseLong(lastEventId));
        } catch (NumberFormatException e) {
            throw Problem.badInput("Last-Event-ID", "must be the id of an event of this stream, a number");
        }
    }

    private static List<String> known(String... more) {
        List<String> all = new ArrayList<>(ActivityFilter.PARAMETERS);
        all.addAll(List.of(more));
        return all;
    }
}
