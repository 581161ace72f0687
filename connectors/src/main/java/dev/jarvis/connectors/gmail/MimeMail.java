package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.FileStore;
import dev.jarvis.sdk.PlatformException;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Builds the mail that leaves: mixed (related (alternative (text, html), images), files), as little of it as is needed. */
final class MimeMail {
    /** Gmail's limit for files; as MIME that stays below the API's 36,700,160 bytes. */
    static final long MOST_BYTES = 25L * 1024 * 1024;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Session NO_SESSION = Session.getInstance(new Properties());

    private final InternetAddress from;
    private final NewMail mail;
    private final Call call;

    private MimeMail(String from, NewMail mail, Call call) {
        this.from = MailAddress.of("from", from);
        this.mail = mail;
        this.call = call;
    }

    static Mime of(String from, NewMail mail, Optional<Earlier> answered, Call call) {
        try {
            return Mime.of(new MimeMail(from, mail, call).message(answered.orElse(null)));
        } catch (MessagingException | IOException e) {
            throw new PlatformException(ErrorKind.TRANSIENT, "The mail could not be put together; nothing was sent", e);
        }
    }

    private MimeMessage message(@Nullable Earlier answered) throws MessagingException {
        MimeMessage message = new Marked(Marker.messageId(call, from.getAddress()));
        message.setFrom(from);
        address(message);
        message.setSubject(subject(answered), "UTF-8");
        message.setHeader("Date", DATE.format(call.plannedAt()));
        message.setHeader(Marker.HEADER, call.key());
        if (answered != null && !answered.messageId().isEmpty()) {
            message.setHeader("In-Reply-To", answered.messageId());
            message.setHeader("References", MimeUtility.fold("References: ".length(), answered.chain()));
        }
        place(message, withFiles(opened()));
        message.saveChanges();
        return message;
    }

    private void address(MimeMessage message) throws MessagingException {
        message.setRecipients(Message.RecipientType.TO, array(MailAddress.all("to", mail.to())));
        message.setRecipients(Message.RecipientType.CC, array(MailAddress.all("cc", mail.cc())));
        message.setRecipients(Message.RecipientType.BCC, array(MailAddress.all("bcc", mail.bcc())));
        if (mail.replyTo() != null)
            message.setReplyTo(new InternetAddress[] {MailAddress.of("replyTo", mail.replyTo())});
    }

    private static InternetAddress @Nullable [] array(List<InternetAddress> addresses) {
        return addresses.isEmpty() ? null : addresses.toArray(InternetAddress[]::new);
    }

    private String subject(@Nullable Earlier answered) {
        return mail.subject().isBlank() && answered != null ? answered.answeredSubject() : mail.subject();
    }

    private List<FileStore.Content> opened() {
        List<FileStore.Content> files = new ArrayList<>();
        mail.inlineImages().forEach(image -> files.add(call.files().open(image.file())));
        mail.attachments().forEach(file -> files.add(call.files().open(file)));
        long bytes = files.stream().mapToLong(FileStore.Content::length).sum();
        if (bytes > MOST_BYTES)
            throw new PlatformException(
                    ErrorKind.VALIDATION,
                    "attachments: the files have %d bytes together; Gmail sends at most %d"
                            .formatted(bytes, MOST_BYTES));
        return files;
    }

    private MimeBodyPart withFiles(List<FileStore.Content> files) throws MessagingException {
        int images = mail.inlineImages().size();
        MimeBodyPart body = withImages(files.subList(0, images));
        if (files.size() == images) return body;
        List<MimeBodyPart> parts = new ArrayList<>(List.of(body));
        for (FileStore.Content file : files.subList(images, files.size())) parts.add(file(file, "attachment"));
        return joined("mixed", parts);
    }

    private MimeBodyPart withImages(List<FileStore.Content> images) throws MessagingException {
        if (images.isEmpty()) return words();
        List<MimeBodyPart> parts = new ArrayList<>(List.of(words()));
        for (int i = 0; i < images.size(); i++) {
            MimeBodyPart image = file(images.get(i), "inline");
            image.setContentID("<" + mail.inlineImages().get(i).contentId() + ">");
            parts.add(image);
        }
        return joined("related", parts);
    }

    /** Plain first: a reader shows the last form that it understands (RFC 2046 section 5.1.4). */
    private MimeBodyPart words() throws MessagingException {
        if (mail.text() == null) return text(String.valueOf(mail.html()), "html");
        if (mail.html() == null) return text(mail.text(), "plain");
        return joined("alternative", List.of(text(mail.text(), "plain"), text(mail.html(), "html")));
    }

    private static MimeBodyPart text(String text, String subtype) throws MessagingException {
        byte[] lines = text.replaceAll("\\r\\n|\\r|\\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        MimeBodyPart part = new MimeBodyPart();
        String type = "text/%s; charset=UTF-8".formatted(subtype);
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(lines, type)));
        part.setHeader("Content-Type", type);
        return part;
    }

    /** The name goes out by RFC 2231 where it has more than ASCII. */
    private static MimeBodyPart file(FileStore.Content file, String disposition) throws MessagingException {
        ParameterList names = new ParameterList();
        names.set("filename", file.name(), "UTF-8");
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new Opened(file)));
        part.setHeader("Content-Type", file.mediaType());
        part.setHeader("Content-Disposition", new ContentDisposition(disposition, names).toString());
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static MimeBodyPart joined(String subtype, List<MimeBodyPart> parts) throws MessagingException {
        MimeMultipart all = new MimeMultipart(subtype);
        for (MimeBodyPart part : parts) all.addBodyPart(part);
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(all);
        return part;
    }

    private static void place(MimeMessage message, MimeBodyPart body) throws MessagingException {
        message.setDataHandler(body.getDataHandler());
        String type = body.getHeader("Content-Type", null);
        if (type != null) message.setHeader("Content-Type", type);
    }

    /** Keeps the Message-ID we chose, where the library would write its own. */
    private static final class Marked extends MimeMessage {
        private final String id;

        Marked(String id) {
            super(NO_SESSION);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** A file that the act was given, read when the mail is written. */
    private record Opened(FileStore.Content file) implements DataSource {
        @Override
        public InputStream getInputStream() {
            return file.stream();
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UncheckedIOException(new IOException("Read only"));
        }

        @Override
        public String getContentType() {
            return file.mediaType();
        }

        @Override
        public String getName() {
            return file.name();
        }
    }
}
