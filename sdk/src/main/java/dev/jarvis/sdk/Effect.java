package dev.jarvis.sdk;

import java.util.Optional;

/**
 * What can be done when the answer of an act was lost. Declared by the action, used by the ledger of calls after a crash
 * or a dead connection.
 */
public sealed interface Effect<C extends BaseIntegration, I, O> {
    /** It only reads: it may be repeated at will, and a lost answer leaves nothing in doubt. */
    record Reads<C extends BaseIntegration, I, O>() implements Effect<C, I, O> {}

    /** The platform honours a key: sent again with the same {@link Call#key()}, it happens once. */
    record Idempotent<C extends BaseIntegration, I, O>() implements Effect<C, I, O> {}

    /**
     * Whether it happened can be looked up.
     *
     * @param lookUp finds the effect of an earlier try, or empty when it surely did not happen
     */
    record Reconcilable<C extends BaseIntegration, I, O>(LookUp<C, I, O> lookUp) implements Effect<C, I, O> {}

    /** Neither: after a lost answer a person decides, and it is never sent again blindly. */
    record Unsafe<C extends BaseIntegration, I, O>() implements Effect<C, I, O> {}

    /** Finds an effect by the marks the call left: its key, its text, its time. */
    @FunctionalInterface
    interface LookUp<C extends BaseIntegration, I, O> {
        Optional<O> find(C integration, I input, Call call);
    }

    /** The word stored with each call. */
    default String word() {
        return switch (this) {
            case Reads<C, I, O> ignored -> "reads";
            case Idempotent<C, I, O> ignored -> "idempotent";
            case Reconcilable<C, I, O> ignored -> "reconcilable";
            case Unsafe<C, I, O> ignored -> "unsafe";
        };
    }
}
