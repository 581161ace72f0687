package dev.jarvis.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.DoubleSupplier;

/**
 * What a program that only computes misses of all processors, because the host gives them to others: a second of looking. A
 * load that sleeps and wakes cannot tell this from its own wakings, which a virtual machine counts as stolen, too.
 */
final class Busy implements DoubleSupplier {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** In percent. */
    @Override
    public double getAsDouble() {
        int processors = Runtime.getRuntime().availableProcessors();
        CountDownLatch done = new CountDownLatch(processors);
        Steal steal = new Steal();
        long end = System.nanoTime() + LOOK.toNanos();
        for (int i = 0; i < processors; i++)
            Thread.ofPlatform().daemon().start(() -> {
                while (System.nanoTime() < end) Thread.onSpinWait();
                done.countDown();
            });
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return steal.getAsDouble();
    }
}
