package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.InvalidInput;

/** What may stand in a mail's header. */
final class MailText {
    private MailText() {}

    /**
     * One line without control characters: a line break inside a header would let its writer add headers of their own.
     *
     * @throws InvalidInput naming the field
     */
    static String line(String field, String text) {
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t'))
            throw new InvalidInput(field, "Line breaks and control characters are not allowed here");
        return text;
    }
}
