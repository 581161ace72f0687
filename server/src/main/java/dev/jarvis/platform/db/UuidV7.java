package dev.jarvis.platform.db;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that sort by the time they were made (UUID version 7, RFC 9562 section 5.7).
 *
 * <pre>{@code
 * UUID id = UuidV7.next();
 * }</pre>
 *
 * <p>Each is greater than every earlier one of this process, also within a millisecond and when the clock steps back:
 * the 12 bits behind the milliseconds hold their fraction, counted up where two would be equal (section 6.2, methods 3
 * and 2). Beyond 4,096 a millisecond the ids run ahead of the clock. The remaining 62 bits are random, which keeps nodes
 * apart but is no secret: nothing may be protected by an id alone. Safe for any thread, without a lock.
 */
public final class UuidV7 {
    /** The last instant that an id can hold, in the year 10889. */
    private static final Instant END = Instant.ofEpochMilli((1L << 48) - 1);

    private static final UuidV7 NODE = new UuidV7(InstantSource.system());
    private static final int FRACTION_BITS = 12;
    private static final long FRACTIONS = 1L << FRACTION_BITS;
    private static final int NANOS_A_MILLI = 1_000_000;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    UuidV7(InstantSource clock) {
        this.clock = clock;
    }

    public static UUID next() {
        return NODE.make();
    }

    /** The instant inside an id, to the millisecond. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The smallest id of an instant, for ranges of time over ids: at or after it is {@code id >= floor(instant)}. */
    public static UUID floor(Instant at) {
        long millis = at.isBefore(Instant.EPOCH) ? 0 : at.isAfter(END) ? END.toEpochMilli() : at.toEpochMilli();
        return new UUID(millis << 16, 0);
    }

    UUID make() {
        long ticks = last.accumulateAndGet(ticksNow(), (before, now) -> Math.max(before + 1, now));
        long high = (ticks >>> FRACTION_BITS) << 16 | VERSION | (ticks & (FRACTIONS - 1));
        return new UUID(high, VARIANT | ThreadLocalRandom.current().nextLong() >>> 2);
    }

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the part within the millisecond is what is wanted
    private long ticksNow() {
        Instant now = clock.instant();
        long fraction = now.getNano() % NANOS_A_MILLI * FRACTIONS / NANOS_A_MILLI;
        return now.toEpochMilli() << FRACTION_BITS | fraction;
    }
}
