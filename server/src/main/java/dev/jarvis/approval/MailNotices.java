package dev.jarvis.approval;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.mail.Letter;
import dev.jarvis.platform.mail.MailDoor;

/** By the operator's own mail server. */
final class MailNotices implements NoticeChannel {
    private final MailDoor mail;

    MailNotices(MailDoor mail) {
        this.mail = mail;
    }

    @Override
    public boolean isOpen(ObservatoryId observatory) {
        return mail.isOpen();
    }

    @Override
    public void tell(ObservatoryId observatory, Letter letter) {
        mail.send(letter);
    }
}
