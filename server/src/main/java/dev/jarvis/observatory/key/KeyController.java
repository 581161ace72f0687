package dev.jarvis.observatory.key;

import dev.jarvis.observatory.Listing;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Page;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class KeyController {
    private final ApiKeys keys;

    KeyController(ApiKeys keys) {
        this.keys = keys;
    }

    /** @param key the secret, shown this once */
    record NewApiKey(ApiKey details, String key) {}

    @GetMapping("/api/keys")
    Page<ApiKey> list(
            Principal caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return keys.list(caller.observatory(), Listing.of(limit, cursor));
    }

    @PostMapping("/api/keys")
    @ResponseStatus(HttpStatus.CREATED)
    NewApiKey make(Principal caller, @RequestBody WantedKey wanted) {
        ApiKeys.Fresh fresh = keys.make(caller, Objects.requireNonNull(caller.person()), wanted);
        return new NewApiKey(fresh.key(), fresh.secret().reveal());
    }

    @DeleteMapping("/api/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Principal caller, @PathVariable UUID id) {
        keys.revoke(caller, id);
    }
}
