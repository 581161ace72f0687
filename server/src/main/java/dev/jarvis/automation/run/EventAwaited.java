package dev.jarvis.automation.run;

import dev.jarvis.observatory.ObservatoryId;

/** News, inside the transaction that writes it down: a step waits for an event of this observatory. */
public record EventAwaited(ObservatoryId observatory) {}
