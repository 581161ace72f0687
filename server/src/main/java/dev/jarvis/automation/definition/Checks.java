package dev.jarvis.automation.definition;

import dev.jarvis.automation.event.EventType;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Everything that can be known of a rule before it runs. */
final class Checks {
    private final Shapes shapes;
    private final ActChecks acts;
    private final KnownHooks hooks;

    Checks(Shapes shapes, ActChecks acts, KnownHooks hooks) {
        this.shapes = shapes;
        this.acts = acts;
        this.hooks = hooks;
    }

    /**
     * @param enabled a rule that is on needs its accounts connected; a draft need not
     * @return every mistake, with its field
     */
    List<FieldError> of(ObservatoryId observatory, Definition definition, boolean enabled) {
        List<FieldError> mistakes = new ArrayList<>();
        if (definition.trigger() instanceof Trigger.Event(String type)) event("trigger.type", type, mistakes);
        if (definition.trigger() instanceof Trigger.Webhook(UUID hook) && !hooks.has(observatory, hook))
            mistakes.add(
                    new FieldError("trigger.hook", "is not a hook of this observatory; POST /api/hooks makes one"));
        new Walk(definition) {
            @Override
            void at(String path, Step step) {
                if (step instanceof Step.Act act) mistakes.addAll(acts.mistakes(observatory, path, act, enabled));
                if (step instanceof Step.Wait wait && wait.event() != null)
                    event(path + ".event.type", wait.event().type(), mistakes);
            }
        }.go();
        mistakes.addAll(ExpressionChecks.of(definition, shapes));
        return mistakes;
    }

    private static void event(String field, String type, List<FieldError> mistakes) {
        if (EventType.named(type).isEmpty())
            mistakes.add(new FieldError(field, "is not a type of event; GET /api/events/types lists them"));
    }
}
