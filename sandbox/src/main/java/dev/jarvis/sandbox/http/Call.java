package dev.jarvis.sandbox.http;

import java.util.Map;

/** A request that matched a route, with the values of the route's {@code {variables}}. */
public record Call(Request request, Map<String, String> variables) {

    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no variable " + name + ".");
        }
        return value;
    }
}
