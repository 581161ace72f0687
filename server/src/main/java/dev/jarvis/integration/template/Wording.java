package dev.jarvis.integration.template;

import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes for a stored answer. {@code {{name}}} is a place for what differs.
 *
 * @param name by which a mail asks for it; unique in the observatory
 */
@Schema(name = "TemplateWording")
record Wording(
        String name,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html) {
    private static final int MOST = 1_000_000;
    private static final Pattern PLACE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]{0,63}");

    Wording {
        name = Input.text("name", name, 100);
        if (subject != null) subject = Input.text("subject", subject, 900);
        if (text == null && html == null) throw Problem.badInput("text", "or html is needed");
        check("text", text);
        check("html", html);
        for (String place : variables(subject, text, html))
            if (!NAME.matcher(place).matches())
                throw Problem.badInput("text", "has the place {{%s}}; a name begins with a letter".formatted(place));
    }

    List<String> variables() {
        return variables(subject, text, html);
    }

    static List<String> variables(@Nullable String subject, @Nullable String text, @Nullable String html) {
        return Stream.of(subject, text, html)
                .filter(Objects::nonNull)
                .flatMap(part -> PLACE.matcher(part).results())
                .map((MatchResult place) -> place.group(1).strip())
                .distinct()
                .toList();
    }

    private static void check(String field, @Nullable String value) {
        if (value == null) return;
        if (value.isBlank()) throw Problem.badInput(field, "must not be empty");
        if (value.length() > MOST) throw Problem.badInput(field, "must have at most %d characters".formatted(MOST));
        if (value.indexOf('\0') >= 0) throw Problem.badInput(field, "must not hold the character U+0000");
    }
}
