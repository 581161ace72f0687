package dev.jarvis.sandbox.gmail;

import java.util.Set;

/** One entry of a mailbox's history. */
record Change(long id, Kind kind, Mail mail, Set<String> labels) {

    enum Kind {
        MESSAGE_ADDED("messageAdded", "messagesAdded"),
        MESSAGE_DELETED("messageDeleted", "messagesDeleted"),
        LABEL_ADDED("labelAdded", "labelsAdded"),
        LABEL_REMOVED("labelRemoved", "labelsRemoved");

        final String asked;
        final String shown;

        Kind(String asked, String shown) {
            this.asked = asked;
            this.shown = shown;
        }
    }
}
