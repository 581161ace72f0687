package dev.jarvis.automation.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time at which a schedule is due.
 *
 * @param label what it is called, unique in its rule: the local date and time, such as {@code 2027-10-31T02:30:00}, and
 *     behind it the offset where the hour is not fixed, so that a rule of every half hour fires in both hours of an overlap
 * @param at when it is due
 * @param note what is odd about it in words; null on most days
 * @param moved whether its time does not exist there
 */
public record Occurrence(String label, Instant at, @Nullable String note, boolean moved) {}
