package dev.jarvis.automation.definition;

/** How places in a rule are named to people: {@code steps[0].input.media[1].name}. */
final class Fields {
    /** @param pointer RFC 6901, from the field on */
    static String below(String field, String pointer) {
        StringBuilder name = new StringBuilder(field);
        for (String part : pointer.split("/")) {
            if (part.isEmpty()) continue;
            if (part.matches("\\d+")) name.append('[').append(part).append(']');
            else name.append('.').append(part.replace("~1", "/").replace("~0", "~"));
        }
        return name.toString();
    }

    private Fields() {}
}
