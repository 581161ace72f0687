package dev.jarvis.connectors.twitter;

import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.InvalidInput;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

record Poll(
        @Describe(value = "The choices, 1 to 25 characters each.", minLength = 2, maxLength = 4)
        List<String> options,

        @Describe(value = "How long people can vote.", example = "1440", min = 5, max = 10080)
        int durationMinutes) {
    Poll {
        options = List.copyOf(options);
        if (options.size() < 2 || options.size() > 4)
            throw new InvalidInput("poll.options", "A poll has 2 to 4 options");
        if (durationMinutes < 5 || durationMinutes > 10080)
            throw new InvalidInput("poll.durationMinutes", "A poll runs 5 to 10080 minutes (a week)");
        for (String option : options)
            if (option.isBlank() || option.codePointCount(0, option.length()) > 25)
                throw new InvalidInput("poll.options", "An option has 1 to 25 characters: “%s”".formatted(option));
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("duration_minutes", durationMinutes);
        options.forEach(json.putArray("options")::add);
        return json;
    }
}
