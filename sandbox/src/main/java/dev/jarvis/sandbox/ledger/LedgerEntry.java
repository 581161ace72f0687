package dev.jarvis.sandbox.ledger;

import dev.jarvis.sandbox.http.Request;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request as it was received, kept before anything was done with it.
 *
 * @param number counts from 1 in the order of arrival
 * @param account the sandbox account whose credential the request carried, where it carried a known one
 */
public record LedgerEntry(
        long number, Instant at, Request request, @Nullable String account) {

    public String method() {
        return request.method();
    }

    public String path() {
        return request.path();
    }
}
