package dev.jarvis.automation.definition;

import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.problem.Input;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a rule was before, and rules as files. */
@RestController
class RuleHistoryController {
    private static final String YAML = "application/yaml";

    private final RuleDesk desk;
    private final RuleList list;
    private final RuleYaml yaml;
    private final JsonMapper json;

    RuleHistoryController(RuleDesk desk, RuleList list, RuleYaml yaml, JsonMapper json) {
        this.desk = desk;
        this.list = list;
        this.yaml = yaml;
        this.json = json;
    }

    /** Newest first. */
    @GetMapping("/api/rules/{id}/versions")
    Page<VersionItem> versions(
            Principal by,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return list.versions(by.observatory(), id, cursor, Input.between("limit", limit, 1, Page.MOST));
    }

    @GetMapping("/api/rules/{id}/versions/{version}")
    Rule version(Principal by, @PathVariable UUID id, @PathVariable long version) {
        return Rule.of(list.version(by.observatory(), id, version));
    }

    @Schema(name = "RuleDifferences")
    record Differences(long from, long to, List<Difference> items) {}

    @GetMapping("/api/rules/{id}/differences")
    Differences differences(Principal by, @PathVariable UUID id, @RequestParam long from, @RequestParam long to) {
        StoredRule before = list.version(by.observatory(), id, from);
        StoredRule after = list.version(by.observatory(), id, to);
        return new Differences(from, to, Difference.between(tree(before), tree(after)));
    }

    private JsonNode tree(StoredRule stored) {
        JsonNode definition = json.valueToTree(stored.draft().definition());
        return json.createObjectNode()
                .put("name", stored.draft().name())
                .put("description", stored.draft().description())
                .setAll((tools.jackson.databind.node.ObjectNode) definition);
    }

    @GetMapping(path = "/api/rules/{id}/export", produces = YAML)
    ResponseEntity<byte[]> export(Principal by, @PathVariable UUID id) {
        Rule rule = list.get(by.observatory(), id);
        String file =
                yaml.write(list.version(by.observatory(), id, rule.version()).draft());
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rule-%s.yaml\"".formatted(id))
                .body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A new rule from a file. */
    @PostMapping(path = "/api/rules/import", consumes = YAML)
    @ResponseStatus(HttpStatus.CREATED)
    Rule read(Principal by, @RequestBody byte[] file) {
        return desk.make(by, yaml.read(file));
    }

    /** The JSON Schema of a rule, for forms and editors. */
    @GetMapping(path = "/api/rules/schema", produces = MediaType.APPLICATION_JSON_VALUE)
    Resource schema() {
        return new ClassPathResource("rule.schema.json", RuleHistoryController.class);
    }
}
