package dev.jarvis.connectors.gmail;

import tools.jackson.databind.JsonNode;

/**
 * Words that Gmail left out of an answer because they are long: fetched up to a number of bytes for all mails of one act
 * together, since strangers decide how long their mails are. Those beyond it can be had as files. For one thread.
 */
final class LongWords {
    private static final long MOST_BYTES = 4 * 1024 * 1024;

    private final GmailIntegration gmail;
    private long left = MOST_BYTES;

    LongWords(GmailIntegration gmail) {
        this.gmail = gmail;
    }

    /** True for whatever came along with the answer. */
    boolean mayTake(JsonNode part) {
        return !isLeftOut(part) || size(part) <= left;
    }

    byte[] take(String mailId, JsonNode part) {
        JsonNode body = part.path("body");
        if (!isLeftOut(part)) return Mail.decoded(body.path("data").asString(""));
        left -= size(part);
        return Reading.content(gmail, mailId, body.path("attachmentId").asString());
    }

    private static boolean isLeftOut(JsonNode part) {
        return part.at("/body/attachmentId").isString();
    }

    private static long size(JsonNode part) {
        return part.at("/body/size").asLong(MOST_BYTES);
    }
}
