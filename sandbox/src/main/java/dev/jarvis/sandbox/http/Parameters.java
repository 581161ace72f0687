package dev.jarvis.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Query or form parameters, decoded, in the order sent. */
public record Parameters(List<Header> all) {

    public Parameters {
        all = List.copyOf(all);
    }

    /** Reads {@code application/x-www-form-urlencoded} text; a broken escape is an {@link IllegalArgumentException}. */
    public static Parameters parse(String encoded) {
        List<Header> pairs = new ArrayList<>();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int cut = pair.indexOf('=');
                pairs.add(
                        cut < 0
                                ? new Header(decode(pair), "")
                                : new Header(decode(pair.substring(0, cut)), decode(pair.substring(cut + 1))));
            }
        }
        return new Parameters(pairs);
    }

    public @Nullable String first(String name) {
        for (Header pair : all) {
            if (pair.name().equals(name)) {
                return pair.value();
            }
        }
        return null;
    }

    public String first(String name, String fallback) {
        String value = first(name);
        return value == null ? fallback : value;
    }

    public List<String> every(String name) {
        return all.stream()
                .filter(pair -> pair.name().equals(name))
                .map(Header::value)
                .toList();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
