package dev.jarvis.observatory;

import java.util.Map;

/**
 * News: who may do what here has changed. Published inside the transaction of the change, so that a listener's row stands
 * or falls with it.
 *
 * @param what stable: {@code member/role-changed}, {@code key/made}
 * @param title in words, for the log
 */
public record AccessChanged(
        ObservatoryId observatory, Principal by, String what, String title, Map<String, String> details) {
    /** The last row of an observatory's log. */
    public static final String OBSERVATORY_DELETED = "observatory/deleted";

    public AccessChanged {
        details = Map.copyOf(details);
    }
}
