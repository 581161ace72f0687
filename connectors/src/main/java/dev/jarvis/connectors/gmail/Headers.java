package dev.jarvis.connectors.gmail;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The headers of one MIME part as Gmail lists them: unfolded, but not decoded. */
record Headers(List<Header> all) {
    private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("(?<=>|@[^\\s,<>]{1,255}),");

    record Header(String name, String value) {}

    static Headers of(JsonNode part) {
        List<Header> all = new ArrayList<>();
        for (JsonNode header : part.path("headers"))
            all.add(new Header(
                    header.path("name").asString(""), header.path("value").asString("")));
        return new Headers(List.copyOf(all));
    }

    /** As it travelled; empty where there is none. */
    String raw(String name) {
        return all.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    /** As people read it (RFC 2047). */
    String decoded(String name) {
        return decode(raw(name));
    }

    List<Header> decoded() {
        return all.stream()
                .map(header -> new Header(header.name(), decode(header.value())))
                .toList();
    }

    /** One text an address, decoded. A comma divides only behind an address: names may hold commas, quoted or not. */
    List<String> addresses(String name) {
        return BETWEEN_ADDRESSES
                .splitAsStream(decoded(name))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
    }

    static String decode(String value) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (UnsupportedEncodingException e) {
            return value;
        }
    }
}
