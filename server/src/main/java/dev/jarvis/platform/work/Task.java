package dev.jarvis.platform.work;

import java.util.UUID;

/**
 * A task this node holds now.
 *
 * @param attempt counts from 1; grows by failures and crashes, and begins anew after {@link Verdict.Again}
 * @param owner this node's id
 * @param epoch fences: another holder has a higher one, and then nothing of this one is written any more
 */
public record Task(UUID observatory, UUID id, String kind, String payload, int attempt, UUID owner, long epoch) {}
