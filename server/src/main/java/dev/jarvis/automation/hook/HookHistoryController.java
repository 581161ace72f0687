package dev.jarvis.automation.hook;

import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.problem.Input;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What came to a webhook, and what each of it began. */
@RestController
final class HookHistoryController {
    private final Deliveries deliveries;

    HookHistoryController(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @GetMapping("/api/hooks/{id}/deliveries")
    Page<Delivery> list(
            Principal caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam @Nullable String cursor) {
        return deliveries.list(caller.observatory(), id, Input.between("limit", limit, 1, Page.MOST), cursor);
    }

    @GetMapping("/api/hooks/{id}/deliveries/{delivery}")
    Delivery.Whole get(Principal caller, @PathVariable UUID id, @PathVariable UUID delivery) {
        return deliveries.get(caller.observatory(), id, delivery);
    }
}
