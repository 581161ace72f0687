package dev.jarvis.platform.web;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Up or down, for anyone; why is told on the management port. */
@RestController
class HealthController {
    private final HealthEndpoint endpoint;

    HealthController(HealthEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** @param status {@code up} or {@code down} */
    record Health(String status) {}

    @GetMapping("/api/health")
    ResponseEntity<Health> health() {
        boolean up = Status.UP.equals(endpoint.health().getStatus());
        return ResponseEntity.status(up ? 200 : 503).body(new Health(up ? "up" : "down"));
    }
}
