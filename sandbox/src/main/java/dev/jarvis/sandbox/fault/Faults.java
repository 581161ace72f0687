package dev.jarvis.sandbox.fault;

import dev.jarvis.sandbox.http.Answer;
import dev.jarvis.sandbox.http.Handler;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The faults in force. Of several rules that fit a request the first added strikes. Safe for many threads. */
public final class Faults {

    private final List<ArmedRule> armed = new CopyOnWriteArrayList<>();

    public void add(FaultRule rule) {
        armed.add(new ArmedRule(rule));
    }

    public void clear() {
        armed.clear();
    }

    /** The rules that may still strike. */
    public List<FaultRule> inForce() {
        return armed.stream()
                .filter(rule -> !rule.isSpent())
                .map(ArmedRule::rule)
                .toList();
    }

    /** The handler with the faults in force between it and its clients. */
    public Handler around(Handler handler) {
        return request -> {
            FaultRule rule = striking(request);
            return rule == null ? handler.answer(request) : spoiled(rule, handler, request);
        };
    }

    private @Nullable FaultRule striking(Request request) {
        for (ArmedRule rule : armed) {
            if (rule.strikes(request)) {
                armed.removeIf(ArmedRule::isSpent);
                return rule.rule();
            }
        }
        return null;
    }

    private static Answer spoiled(FaultRule rule, Handler handler, Request request) {
        if (rule.afterEffect()) {
            Answer applied = handler.answer(request);
            return Spoiling.of(rule.fault(), () -> replyOf(applied));
        }
        return Spoiling.of(rule.fault(), () -> replyOf(handler.answer(request)));
    }

    private static Reply replyOf(Answer answer) {
        return answer instanceof Reply reply ? reply : Reply.empty(200);
    }
}
