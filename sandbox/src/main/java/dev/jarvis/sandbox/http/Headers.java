package dev.jarvis.sandbox.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Header lines in the order received; names are compared without case. */
public record Headers(List<Header> all) {

    public Headers {
        all = List.copyOf(all);
    }

    public @Nullable String first(String name) {
        for (Header header : all) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return null;
    }

    public boolean has(String name, String value) {
        return value.equalsIgnoreCase(first(name));
    }

    /** The media type without its parameters, or an empty string. */
    public String mediaType() {
        String type = first("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip();
    }
}
