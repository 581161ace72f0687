package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Header;
import dev.jarvis.sandbox.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes and the way between them: mail sent to another sandbox account arrives there, unread. One lock, this
 * object's, guards all of it.
 *
 * <p>A Message-ID is kept as its sender wrote it, so that a test can look for its own; Gmail may replace it.
 */
final class PostOffice {

    private static final Pattern BCC = Pattern.compile("(?im)^Bcc:.*\\r?\\n([ \\t].*\\r?\\n)*");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"()]+@[^\\s<>,;:\"()]+");

    private final InstantSource clock;
    private final Ledger ledger;
    private final Map<String, Mailbox> mailboxes = new LinkedHashMap<>();

    PostOffice(InstantSource clock, Ledger ledger) {
        this.clock = clock;
        this.ledger = ledger;
    }

    Instant now() {
        return clock.instant();
    }

    void open(Mailbox mailbox) {
        mailboxes.put(mailbox.account, mailbox);
    }

    @Nullable
    Mailbox mailbox(String account) {
        return mailboxes.get(account);
    }

    Mail send(Mailbox from, byte[] raw, @Nullable String threadId) {
        if (threadId != null && from.thread(threadId).isEmpty()) {
            throw GmailProblem.notFound();
        }
        byte[] complete = completed(from, raw);
        MimePart root = MimeParser.parse(complete);
        List<String> recipients = recipients(root);
        if (recipients.isEmpty()) {
            throw GmailProblem.invalid("Recipient address required");
        }
        Mail sent = from.add(complete, threadId, now(), Set.of("SENT"));
        ledger.applied("gmail.send", sent.messageId());
        byte[] delivered = withoutBcc(complete);
        mailboxes.values().stream()
                .filter(mailbox -> recipients.contains(mailbox.address))
                .forEach(mailbox -> mailbox.add(delivered, null, now(), Set.of("INBOX", "UNREAD")));
        return sent;
    }

    /** Adds what a message cannot do without and its sender left out. */
    private byte[] completed(Mailbox from, byte[] raw) {
        MimePart root = MimeParser.parse(raw);
        StringBuilder added = new StringBuilder();
        if (root.header("From") == null) {
            added.append("From: ").append(from.address).append("\r\n");
        }
        if (root.header("Date") == null) {
            added.append("Date: ")
                    .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(now().atOffset(ZoneOffset.UTC)))
                    .append("\r\n");
        }
        if (root.header("Message-ID") == null) {
            added.append("Message-ID: <").append(UUID.randomUUID()).append("@mail.gmail.com>\r\n");
        }
        return join(added.toString().getBytes(StandardCharsets.US_ASCII), raw);
    }

    private static List<String> recipients(MimePart root) {
        return root.headers().stream()
                .filter(header ->
                        Set.of("to", "cc", "bcc").contains(header.name().toLowerCase(Locale.ROOT)))
                .map(Header::value)
                .flatMap(value -> ADDRESS.matcher(value).results())
                .map(match -> match.group().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static byte[] withoutBcc(byte[] raw) {
        String latin = new String(raw, StandardCharsets.ISO_8859_1);
        int end = latin.indexOf("\r\n\r\n");
        if (end < 0) {
            return raw;
        }
        String head = BCC.matcher(latin.substring(0, end + 2)).replaceAll("");
        return (head + latin.substring(end + 2)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
