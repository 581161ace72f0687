package dev.jarvis.platform.problem;

import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamReadException;

/** A text or a property's name holds U+0000. */
final class NulRefused extends StreamReadException {
    private static final long serialVersionUID = 1L;
    private final String path;

    NulRefused(JsonParser parser) {
        super(parser, "U+0000");
        this.path = path(parser.streamReadContext());
    }

    /** Where it stands, as {@link JsonMistakes} names places; the character itself is left out. */
    String path() {
        return path;
    }

    private static String path(TokenStreamContext at) {
        if (at.inRoot()) return "";
        String above = path(at.getParent());
        if (at.inArray()) return above + "[" + at.getCurrentIndex() + "]";
        String name = at.currentName() == null ? "" : at.currentName().replace("\0", "");
        return above.isEmpty() || name.isEmpty() ? above + name : above + "." + name;
    }
}
