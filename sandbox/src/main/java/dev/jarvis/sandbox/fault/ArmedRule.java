package dev.jarvis.sandbox.fault;

import dev.jarvis.sandbox.http.Request;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** A rule with what is left of it. */
final class ArmedRule {

    private final FaultRule rule;
    private final Pattern path;
    private final SplittableRandom random;
    private int left;

    ArmedRule(FaultRule rule) {
        this.rule = rule;
        this.path = Pattern.compile("\\Q" + rule.path().replace("*", "\\E.*\\Q") + "\\E");
        this.random = new SplittableRandom(rule.seed());
        this.left = rule.times();
    }

    FaultRule rule() {
        return rule;
    }

    synchronized boolean isSpent() {
        return left == 0;
    }

    /** Whether it strikes this request; a strike is used up. */
    synchronized boolean strikes(Request request) {
        if (left == 0 || !fits(request) || random.nextDouble() >= rule.probability()) {
            return false;
        }
        left -= left == Integer.MAX_VALUE ? 0 : 1;
        return true;
    }

    private boolean fits(Request request) {
        return (rule.method().equals("*") || rule.method().equals(request.method()))
                && path.matcher(request.path()).matches();
    }
}
