package dev.jarvis.integration.oauth;

/**
 * The right to ask the token endpoint for one connection.
 *
 * @param epoch fences every later write
 * @param takenAt by this node's monotonic clock, in nanoseconds
 * @param lostAnswer whether an earlier refresh was cut off after its request may have arrived
 */
record RefreshLease(long epoch, long takenAt, boolean lostAnswer) {}
