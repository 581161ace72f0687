package dev.jarvis.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A method and a path template such as {@code /2/tweets/{id}}; a variable stands for one segment. */
record Route(String method, String[] template, Endpoint endpoint) {

    static Route of(String method, String template, Endpoint endpoint) {
        return new Route(method, template.split("/", -1), endpoint);
    }

    /** The variables' values where the path fits, else null. */
    @Nullable
    Map<String, String> match(String[] path) {
        if (path.length != template.length) {
            return null;
        }
        Map<String, String> variables = Map.of();
        for (int i = 0; i < path.length; i++) {
            if (template[i].startsWith("{")) {
                variables = variables.isEmpty() ? new TreeMap<>() : variables;
                variables.put(template[i].substring(1, template[i].length() - 1), decoded(path[i]));
            } else if (!template[i].equals(path[i])) {
                return null;
            }
        }
        return variables;
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
