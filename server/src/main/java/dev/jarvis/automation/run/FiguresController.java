package dev.jarvis.automation.run;

import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.problem.Problem;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How a rule fares. */
@RestController
final class FiguresController {
    private final TenantReads reads;

    FiguresController(TenantReads reads) {
        this.reads = reads;
    }

    @GetMapping("/api/rules/{id}/figures")
    Figures figures(Principal caller, @PathVariable UUID id) {
        UUID observatory = caller.observatory().value();
        return reads.one(observatory, Figures.OF_RULE, Figures::of, observatory, id)
                .orElseThrow(() -> Problem.notFound("rule"));
    }
}
