package dev.jarvis.sandbox.fault;

/**
 * When a fault strikes.
 *
 * @param method an HTTP method, or {@code *}
 * @param path a path of the sandbox; {@code *} stands for any run of characters
 * @param times how many matching requests it may strike, {@link Integer#MAX_VALUE} for all
 * @param probability of striking each of them, above 0 and at most 1
 * @param seed of the choice, so that a run can be had again
 * @param afterEffect whether the request takes effect first, so that only its answer is lost or spoiled
 */
public record FaultRule(
        String method, String path, Fault fault, int times, double probability, long seed, boolean afterEffect) {

    public FaultRule {
        if (times < 1) {
            throw new IllegalArgumentException("times is " + times + "; a fault strikes at least once");
        }
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability is " + probability + "; it lies above 0 and up to 1");
        }
        if (!path.startsWith("/") && !path.startsWith("*")) {
            throw new IllegalArgumentException("path is " + path + "; it starts with / or *");
        }
    }

    /** Strikes the next matching request, before it takes effect. */
    public static FaultRule next(String method, String path, Fault fault) {
        return new FaultRule(method, path, fault, 1, 1, 0, false);
    }

    /** Strikes every matching request. */
    public static FaultRule always(String method, String path, Fault fault) {
        return next(method, path, fault).times(Integer.MAX_VALUE);
    }

    public FaultRule times(int count) {
        return new FaultRule(method, path, fault, count, probability, seed, afterEffect);
    }

    public FaultRule withProbability(double chance, long withSeed) {
        return new FaultRule(method, path, fault, times, chance, withSeed, afterEffect);
    }

    public FaultRule onceApplied() {
        return new FaultRule(method, path, fault, times, probability, seed, true);
    }
}
