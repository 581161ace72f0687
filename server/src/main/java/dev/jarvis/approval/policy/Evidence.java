package dev.jarvis.approval.policy;

import java.util.List;

/**
 * What is known of acts like the proposed one.
 *
 * @param history how this action from this origin was answered before
 * @param confidence 0 to 1, made of the factors
 */
public record Evidence(History history, double confidence, List<Factor> factors) {
    public Evidence {
        factors = List.copyOf(factors);
    }

    /** @param rejected also what expired unanswered */
    public record History(long approved, long edited, long rejected) {
        public long total() {
            return approved + edited + rejected;
        }
    }

    /**
     * One reason for more or less confidence.
     *
     * @param name stable: precedent, recipients, likeness, bulk, money
     * @param value 0 to 1; the confidence is their product
     * @param words for people
     */
    public record Factor(String name, double value, String words) {}
}
