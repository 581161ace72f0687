package dev.jarvis.sandbox.vendor;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One operation of a description: a method on a path template. */
record Operation(String method, String template, Pattern path, JsonNode definition, JsonNode shared) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)\\}");

    static Operation of(String method, String template, JsonNode definition, JsonNode shared) {
        String pattern = "\\Q" + VARIABLE.matcher(template).replaceAll("\\\\E([^/]+)\\\\Q") + "\\E";
        return new Operation(method.toUpperCase(Locale.ROOT), template, Pattern.compile(pattern), definition, shared);
    }

    boolean fits(String asMethod, String asPath) {
        return method.equals(asMethod) && path.matcher(asPath).matches();
    }

    /** The fewer variables, the closer the template is to the path. */
    long variables() {
        return VARIABLE.matcher(template).results().count();
    }

    /** The parameters of the path item and of the operation, as written, references included. */
    List<JsonNode> parameters() {
        return StreamSupport.stream(
                        List.of(shared, definition.path("parameters")).spliterator(), false)
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .toList();
    }

    /** The text that stands in the path for a variable. */
    @Nullable
    String variable(String name, String inPath) {
        Matcher values = path.matcher(inPath);
        Matcher names = VARIABLE.matcher(template);
        if (values.matches()) {
            for (int group = 1; names.find(); group++) {
                if (names.group(1).equals(name)) {
                    return values.group(group);
                }
            }
        }
        return null;
    }
}
