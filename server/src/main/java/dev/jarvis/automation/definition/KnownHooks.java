package dev.jarvis.automation.definition;

import dev.jarvis.observatory.ObservatoryId;
import java.util.UUID;

/** The addresses for webhooks, as far as rules need to know of them. Answered by the room that has them. */
public interface KnownHooks {
    boolean has(ObservatoryId observatory, UUID hook);
}
