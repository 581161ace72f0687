package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.InvalidInput;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code {{name}}} with a variable. Nothing is computed, and a value is never read as a template again. */
record Template(Map<String, String> variables) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(.*?)\\s*}}", Pattern.DOTALL);

    Template {
        variables = Map.copyOf(variables);
    }

    String text(String field, String template) {
        return filled(field, template, UnaryOperator.identity());
    }

    /** A value cannot bring markup of its own. */
    String html(String field, String template) {
        return filled(field, template, Template::escaped);
    }

    private String filled(String field, String template, UnaryOperator<String> form) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(form.apply(value(field, place.group(1)))));
    }

    private String value(String field, String name) {
        String value = variables.get(name);
        if (value == null)
            throw new InvalidInput("variables", "%s asks for {{%s}} and variables has none".formatted(field, name));
        return value;
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
