package dev.jarvis.platform.expression;

/** Where in a text something is. */
final class Places {
    private Places() {}

    /** @param offset in code points, as CEL counts */
    static Mistake at(String text, int offset, String message) {
        int end = text.offsetByCodePoints(0, Math.clamp(offset, 0, text.codePointCount(0, text.length())));
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Mistake("", line, end - lineStart + 1, message);
    }
}
