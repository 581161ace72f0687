package dev.jarvis.platform.web;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * What a server does first when it is to end: nothing, for a while. It calls itself not ready from the moment it is asked
 * to end; those who balance between nodes need a look or two to hear of it, and until then their requests are answered.
 */
final class Linger implements SmartLifecycle {
    private final Duration pause;
    private volatile boolean running;

    Linger(Duration pause) {
        this.pause = pause;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts last, ends first: before the listener and the management port close. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
