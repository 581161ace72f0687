package dev.jarvis.approval;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.mail.Letter;

/**
 * A way to tell a member that something waits for them. The first one that is open takes it. Chat platforms join by
 * another bean of this type. What is told leads to a page and decides nothing.
 */
interface NoticeChannel {
    boolean isOpen(ObservatoryId observatory);

    /** @throws RuntimeException when it was not taken; it is tried again later */
    void tell(ObservatoryId observatory, Letter letter);
}
