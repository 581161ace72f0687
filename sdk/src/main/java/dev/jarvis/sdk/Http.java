package dev.jarvis.sdk;

/**
 * The one way out. Every call is guarded (only public addresses, only the hosts the manifest allows), bounded in time
 * and size, follows no redirects and is never repeated by itself.
 *
 * <p>Safe for many threads; blocks the calling (virtual) thread.
 */
@FunctionalInterface
public interface Http {
    /**
     * Sends once and answers whatever came back, also 4xx and 5xx.
     *
     * @throws PlatformException {@link ErrorKind#NOT_SENT} when nothing left, {@link ErrorKind#NO_ANSWER} when bytes may
     *     have left and no usable answer came
     */
    Reply send(Request request);
}
