package dev.jarvis.approval.policy;

import java.time.Duration;

/** What a policy says of one proposed act, and which of its lines said it. */
public sealed interface Ruling {
    String line();

    /** @param stepUp only for a person who proved themselves in the last minutes */
    record Allow(String line, boolean stepUp) implements Ruling {}

    record Ask(String line, String reason, Deciders by, Duration within, AtDeadline atDeadline) implements Ruling {
        private static final Duration DAY = Duration.ofHours(24);

        /** Whoever may approve has a day; what nobody approves is rejected. */
        public static Ask usual(String line, String reason) {
            return new Ask(line, reason, Deciders.USUAL, DAY, AtDeadline.REJECT);
        }
    }

    record Deny(String line, String reason) implements Ruling {}

    default String word() {
        return switch (this) {
            case Allow allow -> "allow";
            case Ask ask -> "ask";
            case Deny deny -> "deny";
        };
    }

    default String words() {
        return switch (this) {
            case Allow allow -> allow.stepUp() ? "allowed after proving anew who you are" : "allowed";
            case Ask ask -> ask.reason();
            case Deny deny -> deny.reason();
        };
    }
}
