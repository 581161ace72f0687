package dev.jarvis.sandbox.x;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What others did with a post, on top of the figures it was seeded with. */
final class Engagement {

    private final long[] seeded;
    final Set<String> likes = ConcurrentHashMap.newKeySet();
    final Map<String, Long> reposts = new ConcurrentHashMap<>();
    final AtomicInteger replies = new AtomicInteger();
    final AtomicInteger quotes = new AtomicInteger();

    /** @param seeded impressions, likes, reposts, replies; or nothing for a new post */
    Engagement(long... seeded) {
        this.seeded = seeded.length == 0 ? new long[4] : seeded;
    }

    long impressionCount() {
        return seeded[0] + likeCount() + repostCount();
    }

    long likeCount() {
        return seeded[1] + likes.size();
    }

    long repostCount() {
        return seeded[2] + reposts.size();
    }

    long replyCount() {
        return seeded[3] + replies.get();
    }
}
