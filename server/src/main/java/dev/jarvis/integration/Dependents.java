package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rules that rely on accounts; told by the room that has rules, which this one does not know. */
@FunctionalInterface
public interface Dependents {
    /** Every act of every rule that is turned on. */
    List<Need> of(ObservatoryId observatory);

    /**
     * One act of a rule.
     *
     * @param account as the rule names it; null where it leaves that open
     */
    record Need(UUID rule, String platform, @Nullable String account) {
        /** @param open whether it is the one that an act without a name goes to */
        boolean means(Integration connection, boolean open) {
            return platform.equals(connection.platform()) && (account == null ? open : connection.answersTo(account));
        }
    }
}
