package dev.jarvis.platform.mail;

/**
 * A mail of Jarvis's own: plain text to one person.
 *
 * @param to an address; whoever hands it in says why it is theirs to write to
 */
public record Letter(String to, String subject, String text) {
    private static final int LONGEST_SUBJECT = 200;

    public Letter {
        subject = oneLine(subject);
        if (to.chars().anyMatch(Character::isISOControl) || !to.contains("@"))
            throw new IllegalArgumentException("Not an address to write to");
    }

    /** A line break in a subject would begin another header. */
    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST_SUBJECT ? line.substring(0, LONGEST_SUBJECT - 1) + "…" : line;
    }
}
