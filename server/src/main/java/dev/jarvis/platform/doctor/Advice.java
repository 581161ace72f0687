package dev.jarvis.platform.doctor;

import java.util.Locale;

/**
 * One thing that was looked at, in words for the one who runs Jarvis.
 *
 * @param subject what was looked at: {@code Disk}
 * @param finding how it is; never a secret
 * @param next the step that helps, as a full sentence; empty where all is well
 */
public record Advice(Level level, String subject, String finding, String next) {
    /** How bad it is. */
    public enum Level {
        FINE,
        CARE,
        WRONG;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Advice fine(String subject, String finding) {
        return new Advice(Level.FINE, subject, finding, "");
    }

    /** Works, but not as well or not for long. */
    public static Advice care(String subject, String finding, String next) {
        return new Advice(Level.CARE, subject, finding, next);
    }

    /** Does not work. */
    public static Advice wrong(String subject, String finding, String next) {
        return new Advice(Level.WRONG, subject, finding, next);
    }
}
