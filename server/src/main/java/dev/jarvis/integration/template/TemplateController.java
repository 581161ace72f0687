package dev.jarvis.integration.template;

import dev.jarvis.observatory.Listing;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stored answers; a mail or draft names one by {@code template} and gives its variables. */
@RestController
class TemplateController {
    private final Templates templates;

    TemplateController(Templates templates) {
        this.templates = templates;
    }

    @GetMapping("/api/templates")
    Page<Template> list(
            Principal by,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return templates.list(by.observatory(), Listing.of(limit, cursor));
    }

    @GetMapping("/api/templates/{id}")
    Template get(Principal by, @PathVariable UUID id) {
        return templates.get(by.observatory(), id);
    }

    @PostMapping("/api/templates")
    @ResponseStatus(HttpStatus.CREATED)
    Template add(Principal by, @RequestBody Wording wording) {
        return templates.add(by, wording);
    }

    @PutMapping("/api/templates/{id}")
    Template replace(Principal by, @PathVariable UUID id, @RequestBody Wording wording) {
        return templates.replace(by, id, wording);
    }

    @DeleteMapping("/api/templates/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Principal by, @PathVariable UUID id) {
        templates.delete(by, id);
    }
}
