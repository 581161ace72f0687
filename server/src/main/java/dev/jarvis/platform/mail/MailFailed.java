package dev.jarvis.platform.mail;

/** The mail was not taken. Trying again later may help. */
public final class MailFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MailFailed(String words, Throwable cause) {
        super(words, cause);
    }
}
