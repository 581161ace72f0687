package dev.jarvis.platform.mail;

import dev.jarvis.platform.http.EgressGuard;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Sends Jarvis's own mail through the operator's server (JARVIS_SMTP_URL, JARVIS_MAIL_FROM). Blocks for as long as the
 * server takes, half a minute at most; call it with no transaction open. Safe for many threads.
 */
public final class MailDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final @Nullable SmtpSettings settings;
    private final EgressGuard guard;

    MailDoor(@Nullable SmtpSettings settings, EgressGuard guard) {
        this.settings = settings;
        this.guard = guard;
    }

    public boolean isOpen() {
        return settings != null;
    }

    /** @throws MailFailed when it was not taken */
    public void send(Letter letter) {
        SmtpSettings to = settings;
        if (to == null) throw new IllegalStateException("No server for mail is set (JARVIS_SMTP_URL)");
        try {
            Transport.send(message(to, letter));
        } catch (MessagingException e) {
            throw new MailFailed(
                    "%s did not take a mail: %s"
                            .formatted(to.host(), e.getClass().getSimpleName()),
                    e);
        }
    }

    private MimeMessage message(SmtpSettings to, Letter letter) throws MessagingException {
        MimeMessage message = new MimeMessage(session(to));
        message.setFrom(new InternetAddress(to.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        // RFC 3834: so that nobody's holiday message answers it.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private Session session(SmtpSettings to) {
        Properties properties = new Properties();
        String millis = String.valueOf(PATIENCE.toMillis());
        properties.put("mail.smtp.host", to.host());
        properties.put("mail.smtp.port", String.valueOf(to.port()));
        properties.put("mail.smtp.socketFactory", new GuardedSockets(guard));
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.enable", String.valueOf(to.secure()));
        properties.put("mail.smtp.starttls.enable", String.valueOf(!to.secure()));
        properties.put("mail.smtp.starttls.required", String.valueOf(!to.secure() && !to.onThisMachine()));
        properties.put("mail.smtp.auth", String.valueOf(to.user() != null));
        return Session.getInstance(properties, authenticator(to));
    }

    private static Authenticator authenticator(SmtpSettings to) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                String password = to.password() == null ? "" : to.password().reveal();
                return new PasswordAuthentication(to.user(), password);
            }
        };
    }
}
