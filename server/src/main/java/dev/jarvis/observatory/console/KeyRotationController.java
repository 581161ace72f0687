package dev.jarvis.observatory.console;

import dev.jarvis.platform.crypto.KeyFailure;
import dev.jarvis.platform.crypto.KeyRotation;
import dev.jarvis.platform.problem.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For {@code ./jarvis keys rotate}: new keys while everything goes on. */
@Hidden
@RestController
class KeyRotationController {
    private final KeyRotation rotation;
    private final Semaphore one = new Semaphore(1);

    KeyRotationController(KeyRotation rotation) {
        this.rotation = rotation;
    }

    enum Layer {
        MASTER,
        DATA,
        BOTH
    }

    record Order(Layer layer) {}

    /** @param keysets wrapped by the new master key; @param observatories with a new data key; @param values sealed again */
    record Rotated(int keysets, int observatories, long values) {}

    record Forgotten(boolean forgotten) {}

    @PostMapping("/api/console/keys/rotate")
    Rotated rotate(@RequestBody Order order) {
        return alone(() -> switch (order.layer()) {
            case MASTER -> new Rotated(rotation.rotateMaster().keysets(), 0, 0);
            case DATA -> withData(0);
            case BOTH -> withData(rotation.rotateMaster().keysets());
        });
    }

    private Rotated withData(int keysets) {
        KeyRotation.Done data = rotation.rotateData();
        return new Rotated(keysets, data.keysets(), data.rows());
    }

    @PostMapping("/api/console/keys/forget")
    Forgotten forget() {
        return alone(() -> {
            rotation.forgetOldMasterKeys();
            return new Forgotten(true);
        });
    }

    private <T> T alone(Supplier<T> work) {
        if (!one.tryAcquire())
            throw Problem.of(429, "busy", "The keys are being rotated already. Try again when that is done.")
                    .retryAfter(Duration.ofSeconds(10));
        try {
            return work.get();
        } catch (KeyFailure e) {
            throw Problem.conflict(e.code(), e.what() + " " + e.next());
        } finally {
            one.release();
        }
    }
}
