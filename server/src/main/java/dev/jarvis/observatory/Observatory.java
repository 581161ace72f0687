package dev.jarvis.observatory;

import java.time.Instant;

/** One business, as its members see it. */
public record Observatory(ObservatoryId id, String name, ObservatorySettings settings, Instant createdAt) {}
