package dev.jarvis.platform.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; rung while it is busy, it does not wait the next time. */
final class Bell {
    private final Semaphore rings = new Semaphore(0);

    void ring() {
        if (rings.availablePermits() == 0) rings.release();
    }

    void await(Duration atMost) {
        try {
            if (rings.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) rings.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
