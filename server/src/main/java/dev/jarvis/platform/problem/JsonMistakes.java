package dev.jarvis.platform.problem;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.jarvis.sdk.Secret;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What is wrong with a JSON body, told by the field's path and without echoing its value. */
final class JsonMistakes {
    private static final String WHOLE = "body";

    static Problem in(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> Problem.of(400, "bad-json", "A JSON body is needed here.");
            case UnrecognizedPropertyException unknown -> Problem.badInput(path(unknown), unknown(unknown));
            case ValueInstantiationException refused -> refused(refused);
            case InvalidTypeIdException kind -> Problem.badInput(below(path(kind), "kind"), kinds(kind));
            case InvalidNullException missing -> Problem.badInput(missing(missing), "is needed");
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case StreamConstraintsException large ->
                unreadable("it is nested too deeply or has too long a part", large);
            case NulRefused nul ->
                Problem.badInput(nul.path().isEmpty() ? WHOLE : nul.path(), "must not contain the character U+0000");
            case StreamReadException broken -> unreadable("it is not well-formed", broken);
            case DatabindException other -> Problem.badInput(path(other), "cannot be read");
            case BodyTooLarge large -> large.problem();
            default ->
                cause.getCause() == null
                        ? Problem.of(400, "bad-json", "The body could not be read.")
                        : in(cause.getCause());
        };
    }

    private static Problem unreadable(String why, JacksonException at) {
        return Problem.of(
                400,
                "bad-json",
                "The body is not JSON that can be read: %s (line %d, column %d)."
                        .formatted(
                                why,
                                at.getLocation().getLineNr(),
                                at.getLocation().getColumnNr()));
    }

    private static String unknown(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        if (known == null || known.isEmpty()) return "is not known here";
        return "is not known here; known are "
                + known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    /** A record refused its own components: its words are for the caller. */
    private static Problem refused(ValueInstantiationException refused) {
        return switch (refused.getCause()) {
            case Problem own -> below(path(refused), own);
            case IllegalArgumentException words ->
                Problem.badInput(path(refused), words.getMessage() == null ? "is refused" : words.getMessage());
            case null, default -> Problem.badInput(path(refused), "is refused");
        };
    }

    /** The record named its own component; the caller needs the path from the top. */
    private static Problem below(String path, Problem own) {
        if (path.equals(WHOLE) || own.errors().isEmpty()) return own;
        return Problem.badInput(own.errors().stream()
                .map(error -> new Problem.FieldError(path + "." + error.field(), error.message()))
                .toList());
    }

    private static String missing(InvalidNullException missing) {
        String parent = path(missing);
        String name = missing.getPropertyName() == null
                ? ""
                : missing.getPropertyName().getSimpleName();
        return parent.endsWith(name) ? parent : parent.isEmpty() ? name : parent + "." + name;
    }

    private static Problem mismatch(MismatchedInputException mismatch) {
        String words = String.valueOf(mismatch.getMessage());
        if (words.startsWith("No content")) return in(null);
        if (words.startsWith("Missing required creator property")) return Problem.badInput(path(mismatch), "is needed");
        if (words.startsWith("Trailing token")) return unreadable("something stands behind it", mismatch);
        return Problem.badInput(path(mismatch), "must be " + wanted(mismatch.getTargetType()));
    }

    /** A sealed type that is told apart by a word. */
    private static String kinds(InvalidTypeIdException unknown) {
        Class<?>[] known = unknown.getBaseType().getRawClass().getPermittedSubclasses();
        if (known == null) return "is not known here";
        return "must be one of "
                + Arrays.stream(known)
                        .map(type -> type.getAnnotation(JsonTypeName.class))
                        .filter(Objects::nonNull)
                        .map(JsonTypeName::value)
                        .collect(Collectors.joining(", "));
    }

    private static String below(String path, String field) {
        return path.equals(WHOLE) ? field : path + "." + field;
    }

    static String wanted(@Nullable Class<?> type) {
        if (type == null) return "of another kind";
        if (type.isRecord() && type.getRecordComponents().length == 1)
            return wanted(type.getRecordComponents()[0].getType()); // an id or a text with a type of its own
        if (type.isEnum()) return "one of " + values(type);
        if (type == String.class || type == Secret.class) return "a text";
        if (type == boolean.class || type == Boolean.class) return "true or false";
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class)
            return "a whole number";
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) return "a number";
        if (type == UUID.class) return "an id (a UUID)";
        if (TemporalAccessor.class.isAssignableFrom(type)) return "a time as RFC 3339 writes it";
        if (Collection.class.isAssignableFrom(type) || type.isArray()) return "a list";
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "of another kind";
    }

    private static String values(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
    }

    /** {@code media[0].name}; {@code body} for the whole. */
    private static String path(DatabindException exception) {
        StringBuilder path = new StringBuilder();
        List<JacksonException.Reference> steps = exception.getPath();
        for (JacksonException.Reference step : steps) {
            if (step.getPropertyName() == null)
                path.append('[').append(step.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return path.isEmpty() ? WHOLE : path.toString();
    }

    private JsonMistakes() {}
}
