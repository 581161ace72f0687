package dev.jarvis.platform.problem;

/** Small checks that records of input make of themselves; each names the field and says what it takes. */
public final class Input {
    /** A text for people: not blank, on one line, of at most so many characters; returned without space at its ends. */
    public static String text(String field, String value, int most) {
        String text = value.strip();
        if (text.isEmpty()) throw Problem.badInput(field, "must not be empty");
        if (text.length() > most) throw Problem.badInput(field, "must have at most %d characters".formatted(most));
        if (text.codePoints().anyMatch(Character::isISOControl))
            throw Problem.badInput(field, "must be one line of plain text");
        return text;
    }

    public static int between(String field, int value, int least, int most) {
        if (value < least || value > most)
            throw Problem.badInput(field, "must be from %d to %d".formatted(least, most));
        return value;
    }

    private Input() {}
}
