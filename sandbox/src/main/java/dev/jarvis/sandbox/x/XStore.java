package dev.jarvis.sandbox.x;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything X remembers. The newest posts are kept up to a bound, so that a long bench run does not fill the heap. */
final class XStore {

    static final int MAX_POSTS = 100_000;

    final Ids ids = new Ids();
    private final InstantSource clock;
    private final Map<String, XUser> users = new LinkedHashMap<>();
    private final ConcurrentNavigableMap<Long, XPost> posts = new ConcurrentSkipListMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Map<String, Long> texts = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<Long, DirectMessage> messages = new ConcurrentSkipListMap<>();
    private final Map<String, Media> media = new ConcurrentHashMap<>();

    XStore(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    void add(XUser user) {
        users.put(user.id(), user);
    }

    @Nullable
    XUser user(String id) {
        return users.get(id);
    }

    @Nullable
    XUser userNamed(String username) {
        return users.values().stream()
                .filter(user -> user.username().equalsIgnoreCase(username))
                .findFirst()
                .orElse(null);
    }

    Stream<XUser> users() {
        return users.values().stream();
    }

    /** Keeps the post; false, and nothing is kept, where its author has one that says the same in the same place. */
    boolean publish(XPost post) {
        if (texts.putIfAbsent(sameness(post), post.id()) != null) {
            return false;
        }
        posts.put(post.id(), post);
        if (post.replyTo() != null) {
            post.replyTo().engagement().replies.incrementAndGet();
        }
        if (post.quotes() != null) {
            post.quotes().engagement().quotes.incrementAndGet();
        }
        forgetOldest();
        return true;
    }

    private void forgetOldest() {
        if (size.incrementAndGet() > MAX_POSTS) {
            Map.Entry<Long, XPost> oldest = posts.pollFirstEntry();
            if (oldest != null) {
                texts.remove(sameness(oldest.getValue()));
                size.decrementAndGet();
            }
        }
    }

    void remove(XPost post) {
        if (posts.remove(post.id()) != null) {
            texts.remove(sameness(post));
            size.decrementAndGet();
        }
    }

    @Nullable
    XPost post(String id) {
        try {
            return posts.get(Long.valueOf(id));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Newest first. */
    Stream<XPost> posts() {
        return posts.descendingMap().values().stream();
    }

    void deliver(DirectMessage message) {
        messages.put(message.id(), message);
    }

    /** Newest first. */
    Stream<DirectMessage> messages() {
        return messages.descendingMap().values().stream();
    }

    void add(Media upload) {
        media.put(upload.id, upload);
    }

    @Nullable
    Media media(String id) {
        return media.get(id);
    }

    private static String sameness(XPost post) {
        return String.join(
                "\n",
                List.of(
                        post.author().id(),
                        post.replyTo() == null ? "" : post.replyTo().key(),
                        post.quotes() == null ? "" : post.quotes().key(),
                        String.join(",", post.media().stream().map(Media::key).toList()),
                        post.text()));
    }
}
