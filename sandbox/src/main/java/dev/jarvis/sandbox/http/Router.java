package dev.jarvis.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The routes of one platform. The first that fits wins, so fixed paths are added before templates. */
public final class Router implements Handler {

    private final List<Route> routes = new ArrayList<>();
    private Function<Request, Reply> unknown = request -> Reply.text(404, "No such route: " + request.path());

    public Router route(String method, String template, Endpoint endpoint) {
        routes.add(Route.of(method, template, endpoint));
        return this;
    }

    /** What a path without a route gets. */
    public Router otherwise(Function<Request, Reply> reply) {
        unknown = reply;
        return this;
    }

    @Override
    public Answer answer(Request request) {
        try {
            return dispatch(request);
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }

    private Answer dispatch(Request request) {
        String[] path = request.path().split("/", -1);
        for (Route route : routes) {
            if (route.method().equals(request.method())) {
                Map<String, String> variables = route.match(path);
                if (variables != null) {
                    return route.endpoint().answer(new Call(request, variables));
                }
            }
        }
        return unknown.apply(request);
    }
}
