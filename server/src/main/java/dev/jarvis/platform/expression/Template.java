package dev.jarvis.platform.expression;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON with holes: texts in it may hold <code>${ expression }</code>. A text that is one such part becomes its value with
 * its type; in a longer text the values are written into it. <code>$${</code> is a plain <code>${</code>.
 *
 * <pre>{@code
 * Template input = Template.compile(json.readTree("{\"text\": \"Hello ${trigger.name}\"}"), RULES);
 * JsonNode ready = input.evaluate(values);
 * }</pre>
 *
 * <p>Keys are as they are written. Immutable and safe for many threads.
 */
public final class Template {
    private static final int MOST_HOLES = 1_000;
    private final Filling root;
    private final List<Hole> holes;

    private Template(Filling root, List<Hole> holes) {
        this.root = root;
        this.holes = List.copyOf(holes);
    }

    /**
     * One text of which nothing but the value of an expression remains, so that its type can be compared with what is
     * wanted at that place.
     *
     * @param pointer where it stands (RFC 6901)
     * @param type see {@link Expression#typeName}
     */
    public record Hole(String pointer, String type) {}

    /** @throws ExpressionRefused with every mistake, each with its pointer, line and column */
    public static Template compile(JsonNode json, Environment environment) {
        Compiling compiling = new Compiling(environment);
        Filling root = compiling.node(json, "");
        if (compiling.parts > MOST_HOLES)
            compiling.mistakes.add(
                    new Mistake("", 1, 1, "a template has at most %d expressions".formatted(MOST_HOLES)));
        if (!compiling.mistakes.isEmpty()) throw new ExpressionRefused(compiling.mistakes);
        return new Template(root, compiling.holes);
    }

    /** A template that is one text. */
    public static Template compile(String text, Environment environment) {
        return compile(JsonNodeFactory.instance.stringNode(text), environment);
    }

    /** The places that are filled with a value of their own. */
    public List<Hole> holes() {
        return holes;
    }

    /** @throws EvaluationFailed naming the place in the template */
    public JsonNode evaluate(Values values) {
        return root.fill(values);
    }

    /** A part of the template that can be made into a part of the result. */
    private interface Filling {
        JsonNode fill(Values values);
    }

    private static final class Compiling {
        private final Environment environment;
        private final List<Mistake> mistakes = new ArrayList<>();
        private final List<Hole> holes = new ArrayList<>();
        private int parts;

        Compiling(Environment environment) {
            this.environment = environment;
        }

        Filling node(JsonNode node, String pointer) {
            return switch (node) {
                case ObjectNode object -> object(object, pointer);
                case ArrayNode array -> array(array, pointer);
                default -> node.isString() && node.asString().contains("${") ? text(node, pointer) : values -> node;
            };
        }

        private Filling object(ObjectNode object, String pointer) {
            record Field(String name, Filling filling) {}
            List<Field> fields = object.properties().stream()
                    .map(e -> new Field(e.getKey(), node(e.getValue(), pointer + "/" + escaped(e.getKey()))))
                    .toList();
            return values -> {
                ObjectNode filled = JsonNodeFactory.instance.objectNode();
                for (Field field : fields) filled.set(field.name, field.filling.fill(values));
                return filled;
            };
        }

        private Filling array(ArrayNode array, String pointer) {
            List<Filling> items = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) items.add(node(array.get(i), pointer + "/" + i));
            return values -> {
                ArrayNode filled = JsonNodeFactory.instance.arrayNode();
                for (Filling item : items) filled.add(item.fill(values));
                return filled;
            };
        }

        private Filling text(JsonNode node, String pointer) {
            try {
                TextTemplate text = TextTemplate.compile(node.asString(), pointer, environment);
                parts += text.holes();
                text.whole().ifPresent(whole -> holes.add(new Hole(pointer, whole.typeName())));
                return text::fill;
            } catch (ExpressionRefused e) {
                mistakes.addAll(e.mistakes());
                return values -> node;
            }
        }

        private static String escaped(String key) {
            return key.replace("~", "~0").replace("/", "~1");
        }
    }
}
