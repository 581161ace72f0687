package dev.jarvis.integration;

import dev.jarvis.sdk.ActivityEntry;

/**
 * Where {@code logActivity} goes inside an action: the runner binds {@link #CURRENT} around the handler and puts what
 * was said into the one row of the action. Unbound, each entry becomes a row of its own.
 */
@FunctionalInterface
public interface ActivityCollector {
    ScopedValue<ActivityCollector> CURRENT = ScopedValue.newInstance();

    void add(ActivityEntry entry);
}
