package dev.jarvis.platform.problem;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.SerializableString;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Refuses U+0000 in texts and in the names of properties: JSON may carry it, and PostgreSQL takes it neither in text nor
 * in jsonb (<a href="https://www.postgresql.org/docs/18/datatype-json.html">JSON Types</a>).
 */
final class PlainTextParser extends JsonParserDelegate {
    private static final char NUL = 0;

    PlainTextParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() {
        return checked(super.nextToken());
    }

    @Override
    public @Nullable JsonToken nextValue() {
        JsonToken token = checked(super.nextValue());
        checkName();
        return token;
    }

    @Override
    public @Nullable String nextName() {
        String name = super.nextName();
        checked(currentToken());
        return name;
    }

    @Override
    public boolean nextName(SerializableString wanted) {
        boolean found = super.nextName(wanted);
        checked(currentToken());
        return found;
    }

    @Override
    public int nextNameMatch(PropertyNameMatcher names) {
        int match = super.nextNameMatch(names);
        checked(currentToken());
        return match;
    }

    private @Nullable JsonToken checked(@Nullable JsonToken token) {
        if (token == JsonToken.PROPERTY_NAME) checkName();
        if (token == JsonToken.VALUE_STRING && getString().indexOf(NUL) >= 0) throw new NulRefused(this);
        return token;
    }

    private void checkName() {
        String name = currentName();
        if (name != null && name.indexOf(NUL) >= 0) throw new NulRefused(this);
    }
}
