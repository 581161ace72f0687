package dev.jarvis.sandbox.fault;

import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * One way for an answer to go wrong. Whether the request took effect before is said by the {@link FaultRule}, not here.
 */
public sealed interface Fault {

    /** The right answer, late. */
    record Delay(Duration by) implements Fault {}

    /** The connection ends in order, without an answer. */
    record Close() implements Fault {}

    /** The connection is reset. */
    record Reset() implements Fault {}

    /** The sending side is closed without an answer; the receiving side stays. */
    record HalfClose() implements Fault {}

    /** The right answer, then the connection ends although it was to be kept. */
    record ReplyThenClose() implements Fault {}

    /** No answer and no end. */
    record Hang() implements Fault {}

    /** Another answer. */
    record Status(int status, String contentType, String body) implements Fault {}

    /** A redirect, followed or not. */
    record Redirect(int status, String location) implements Fault {}

    /** The right answer, announced with this header as well. */
    record ExtraHeader(String name, String value) implements Fault {}

    /** Random bytes where an answer should be. */
    record Garbage(int bytes) implements Fault {}

    /** The right answer's head and this many bytes of its body, then the end. */
    record Truncated(int bytes) implements Fault {}

    /** Status 200 with a JSON body of this many bytes. */
    record Huge(long bytes) implements Fault {}

    /** Status 200 with a gzip body that inflates to this many bytes. */
    record GzipBomb(long bytes) implements Fault {}

    /** The right answer, one byte at a time. */
    record Drip(Duration perByte) implements Fault {}

    /** The right answer in chunks, the last of which announces nonsense. */
    record BrokenChunk() implements Fault {}

    /** This many interim answers (1xx) before the right one. */
    record Interim(int count) implements Fault {}

    /**
     * The right answer with a merge patch (RFC 7396) applied to its JSON: null takes a field out. Serves token replies with
     * a missing, negative or textual {@code expires_in}.
     */
    record Patch(ObjectNode merge) implements Fault {}
}
