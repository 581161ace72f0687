package dev.jarvis.integration.template;

import dev.jarvis.integration.InputPreparation;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Action;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a stored answer in the place of its name, for actions whose input declares a property {@code template} of that
 * format. What the input itself says of subject, text and html wins.
 */
final class FilledTemplates implements InputPreparation {
    private static final String NAME = "template";
    private static final String VARIABLES = "variables";
    private final Templates templates;

    FilledTemplates(Templates templates) {
        this.templates = templates;
    }

    @Override
    public JsonNode prepared(ObservatoryId observatory, Action<?, ?, ?> action, JsonNode input) {
        if (!input.path(NAME).isString() || !takesTemplates(action)) return input;
        Template stored = templates
                .named(observatory, input.path(NAME).asString())
                .orElseThrow(() -> Problem.badInput(NAME, "names no template of this observatory"));
        ObjectNode filled = ((ObjectNode) input).deepCopy();
        filled.remove(NAME);
        put(filled, "subject", stored.subject());
        put(filled, "text", stored.text());
        put(filled, "html", stored.html());
        if (!filled.has(VARIABLES)) filled.putObject(VARIABLES);
        return filled;
    }

    private static boolean takesTemplates(Action<?, ?, ?> action) {
        return action.inputSchema()
                .at("/properties/template/format")
                .asString("")
                .equals(NAME);
    }

    private static void put(ObjectNode filled, String field, @Nullable String stored) {
        if (stored != null && !filled.hasNonNull(field)) filled.put(field, stored);
    }
}
