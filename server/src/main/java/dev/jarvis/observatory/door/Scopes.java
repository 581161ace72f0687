package dev.jarvis.observatory.door;

import dev.jarvis.observatory.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.servlet.HandlerMapping;

/** Which scope a request needs of a key. */
final class Scopes {
    /** With the names in braces filled from the path of this request. */
    static String needed(Route route, HttpServletRequest request) {
        String scope = route.scope();
        for (Map.Entry<String, String> part : variables(request).entrySet())
            scope = scope.replace("{" + part.getKey() + "}", part.getValue());
        return scope;
    }

    @SuppressWarnings("unchecked") // put there by Spring MVC
    static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }

    private Scopes() {}
}
