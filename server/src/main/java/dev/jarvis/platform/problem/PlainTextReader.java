package dev.jarvis.platform.problem;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectReader;

/** Reads as the reader it is made of, and refuses U+0000 wherever it stands ({@link PlainTextParser}). */
final class PlainTextReader extends ObjectReader {
    PlainTextReader(ObjectReader reader) {
        super(reader, reader.getConfig());
    }

    @Override
    protected JsonParser _considerFilter(JsonParser parser, boolean multiValue) {
        return new PlainTextParser(super._considerFilter(parser, multiValue));
    }
}
