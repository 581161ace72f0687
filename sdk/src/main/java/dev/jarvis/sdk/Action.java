package dev.jarvis.sdk;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that can be done on a platform, declared once: from it come the REST route, its OpenAPI entry, the form, the
 * automation step, the agent's tool and the contract test.
 *
 * <pre>{@code
 * static final Action<TwitterIntegration, NewPost, Posted> TWEET =
 *         Action.on(TwitterIntegration.class, "tweet", NewPost.class, Posted.class)
 *                 .titled("Post", "Publishes a post on the account's profile.")
 *                 .logged(ActivityType.POST, post -> "Posted “" + post.text() + "”")
 *                 .risk(Risk.MEDIUM)
 *                 .scopes("tweet.read", "tweet.write", "users.read")
 *                 .effect(new Effect.Reconcilable<>(TwitterIntegration::findPost))
 *                 .runs(TwitterIntegration::tweet);
 * }</pre>
 *
 * <p>Immutable and safe for many threads.
 *
 * @param <C> the integration it runs on
 * @param <I> the input record; its JSON Schema comes from {@link Schema}
 * @param <O> the output record
 */
public final class Action<C extends BaseIntegration, I extends Record, O extends Record> {
    /** Does it. Called on a virtual thread; may block; throws {@link PlatformException} when the platform refuses. */
    @FunctionalInterface
    public interface Handler<C extends BaseIntegration, I, O> {
        O run(C integration, I input, Call call);
    }

    private final Draft<C, I, O> draft;
    private final Handler<C, I, O> handler;
    private final ObjectNode inputSchema;
    private final ObjectNode outputSchema;

    private Action(Draft<C, I, O> draft, Handler<C, I, O> handler) {
        this.draft = draft;
        this.handler = handler;
        this.inputSchema = Schema.of(draft.input);
        this.outputSchema = Schema.of(draft.output);
    }

    /** @param id lower-case words joined by hyphens; the last part of the route {@code POST /api/{platform}/{id}} */
    public static <C extends BaseIntegration, I extends Record, O extends Record> Draft<C, I, O> on(
            Class<C> integration, String id, Class<I> input, Class<O> output) {
        if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"))
            throw new IllegalArgumentException("An action's id is lower-case words joined by hyphens, not " + id);
        return new Draft<>(integration, id, input, output);
    }

    public String id() {
        return draft.id;
    }

    public String title() {
        return draft.title;
    }

    public String description() {
        return draft.description;
    }

    public Class<I> input() {
        return draft.input;
    }

    public Class<O> output() {
        return draft.output;
    }

    /** A fresh copy. */
    public ObjectNode inputSchema() {
        return inputSchema.deepCopy();
    }

    /** A fresh copy. */
    public ObjectNode outputSchema() {
        return outputSchema.deepCopy();
    }

    public Risk risk() {
        return draft.risk;
    }

    public Effect<C, I, O> effect() {
        return draft.effect;
    }

    public boolean readsOnly() {
        return draft.effect instanceof Effect.Reads;
    }

    /** What the grant must hold; empty where the platform has no scopes. */
    public List<String> scopes() {
        return draft.scopes;
    }

    public Cost cost(I input) {
        return draft.cost.apply(input);
    }

    /** What a call costs, in words for the catalogue; empty where the platform charges nothing. */
    public Optional<String> costInWords() {
        return Optional.ofNullable(draft.costInWords);
    }

    /** The action that takes this one back, where there is one. */
    public Optional<String> reversedBy() {
        return Optional.ofNullable(draft.reversedBy);
    }

    public ActivityType activityType() {
        return draft.activityType;
    }

    /** One line for the log, made from the input before anything is sent. */
    public String headline(I input) {
        return draft.headline.apply(input);
    }

    public O run(BaseIntegration integration, I input, Call call) {
        return handler.run(draft.integration.cast(integration), input, call);
    }

    /** @return the effect of an earlier try, where this action can be looked up and it did happen */
    public Optional<O> find(BaseIntegration integration, I input, Call call) {
        return draft.effect instanceof Effect.Reconcilable<C, I, O>(Effect.LookUp<C, I, O> lookUp)
                ? lookUp.find(draft.integration.cast(integration), input, call)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Action[" + draft.id + "]";
    }

    /** The declaration while it is being written; {@link #runs} ends it. Starts as a high-risk, unsafe effect. */
    public static final class Draft<C extends BaseIntegration, I extends Record, O extends Record> {
        private final Class<C> integration;
        private final String id;
        private final Class<I> input;
        private final Class<O> output;
        private String title;
        private String description = "";
        private Risk risk = Risk.HIGH;
        private Effect<C, I, O> effect = new Effect.Unsafe<>();
        private List<String> scopes = List.of();
        private Function<I, Cost> cost = anything -> Cost.NONE;
        private @Nullable String costInWords;
        private @Nullable String reversedBy;
        private ActivityType activityType = ActivityType.SYSTEM;
        private Function<I, String> headline;

        private Draft(Class<C> integration, String id, Class<I> input, Class<O> output) {
            this.integration = integration;
            this.id = id;
            this.input = input;
            this.output = output;
            this.title = id;
            this.headline = anything -> title;
        }

        public Draft<C, I, O> titled(String title, String description) {
            this.title = title;
            this.description = description;
            return this;
        }

        public Draft<C, I, O> risk(Risk risk) {
            this.risk = risk;
            return this;
        }

        public Draft<C, I, O> effect(Effect<C, I, O> effect) {
            this.effect = effect;
            return this;
        }

        /** A look at the platform: low risk, repeated at will. */
        public Draft<C, I, O> readsOnly() {
            return risk(Risk.LOW).effect(new Effect.Reads<>()).logged(ActivityType.READ, anything -> title);
        }

        public Draft<C, I, O> scopes(String... scopes) {
            this.scopes = List.of(scopes);
            return this;
        }

        /** @param words what people read before they call it: {@code USD 0.015, with a link USD 0.20} */
        public Draft<C, I, O> costs(String words, Function<I, Cost> cost) {
            this.costInWords = words;
            this.cost = cost;
            return this;
        }

        public Draft<C, I, O> reversedBy(String action) {
            this.reversedBy = action;
            return this;
        }

        public Draft<C, I, O> logged(ActivityType type, Function<I, String> headline) {
            this.activityType = type;
            this.headline = headline;
            return this;
        }

        public Action<C, I, O> runs(Handler<C, I, O> handler) {
            return new Action<>(this, handler);
        }
    }
}
