package dev.jarvis.integration;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code integrations}.
 *
 * @param sealed the encrypted credentials of {@code version}; null once disconnected
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record StoredIntegration(Integration integration, long version, byte @Nullable [] sealed) {}
