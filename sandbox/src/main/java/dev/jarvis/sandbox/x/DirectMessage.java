package dev.jarvis.sandbox.x;

import java.time.Instant;
import java.util.List;

/** A direct message between two users. */
record DirectMessage(long id, XUser sender, XUser recipient, String text, List<Media> media, Instant at) {

    /** X names a one-to-one conversation after both ids, the smaller first. */
    String conversation() {
        long a = Long.parseLong(sender.id());
        long b = Long.parseLong(recipient.id());
        return Math.min(a, b) + "-" + Math.max(a, b);
    }

    boolean concerns(XUser user) {
        return sender.equals(user) || recipient.equals(user);
    }
}
