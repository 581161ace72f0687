package dev.jarvis.automation.definition;

import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rules as people write them. */
@RestController
class RuleController {
    private static final List<String> KINDS = List.of("schedule", "webhook", "event");

    private final RuleDesk desk;
    private final RuleList list;
    private final InstantSource clock = InstantSource.system();

    RuleController(RuleDesk desk, RuleList list) {
        this.desk = desk;
        this.list = list;
    }

    /** Newest first. */
    @GetMapping("/api/rules")
    Page<RuleItem> list(
            Principal by,
            @RequestParam(required = false) @Nullable Boolean enabled,
            @RequestParam(required = false) @Nullable String trigger,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (trigger != null && !KINDS.contains(trigger))
            throw Problem.badInput("trigger", "must be one of " + String.join(", ", KINDS));
        return list.page(by.observatory(), enabled, trigger, cursor, Input.between("limit", limit, 1, Page.MOST));
    }

    @PostMapping("/api/rules")
    ResponseEntity<Rule> make(Principal by, @RequestBody NewRule wanted) {
        return answer(HttpStatus.CREATED, desk.make(by, wanted));
    }

    /** Looks at a rule as saving it would, says when it would run, and keeps nothing. */
    @PostMapping("/api/rules/check")
    Checked check(Principal by, @RequestBody NewRule wanted) {
        return Checked.of(desk.check(by.observatory(), wanted), wanted.trigger(), clock.instant());
    }

    @GetMapping("/api/rules/{id}")
    ResponseEntity<Rule> get(Principal by, @PathVariable UUID id) {
        return answer(HttpStatus.OK, list.get(by.observatory(), id));
    }

    /** What is given takes the place of what was there; {@code If-Match} says which version the caller saw. */
    @PatchMapping("/api/rules/{id}")
    ResponseEntity<Rule> change(
            Principal by,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody RuleChange change) {
        return answer(HttpStatus.OK, desk.change(by, id, version(seen), change));
    }

    @DeleteMapping("/api/rules/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Principal by, @PathVariable UUID id) {
        desk.delete(by, id);
    }

    @PostMapping("/api/rules/{id}/enable")
    ResponseEntity<Rule> enable(Principal by, @PathVariable UUID id) {
        return answer(HttpStatus.OK, desk.enable(by, id));
    }

    @PostMapping("/api/rules/{id}/disable")
    ResponseEntity<Rule> disable(Principal by, @PathVariable UUID id) {
        return answer(HttpStatus.OK, desk.disable(by, id));
    }

    private static ResponseEntity<Rule> answer(HttpStatus status, Rule rule) {
        return ResponseEntity.status(status)
                .eTag("\"" + rule.version() + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(rule);
    }

    private static long version(@Nullable String seen) {
        if (seen == null)
            throw Problem.of(
                    428, "version-needed", "Say with If-Match which version you saw: the rule's version, or its ETag.");
        try {
            return Long.parseLong(seen.strip().replaceFirst("^W/", "").replace("\"", ""));
        } catch (NumberFormatException e) {
            throw Problem.badInput("If-Match", "must be the rule's version, such as 3");
        }
    }
}
