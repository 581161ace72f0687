package dev.jarvis.sandbox.gmail;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A message in a mailbox. Guarded by the post office's lock. */
final class Mail {

    private static final Pattern PREFIX = Pattern.compile("^((re|fwd?|aw|wg)\\s*:\\s*)+");

    final String id;
    final String threadId;
    final byte[] raw;
    final MimePart root;
    final Instant at;
    final Set<String> labels = new LinkedHashSet<>();
    long historyId;

    Mail(String id, String threadId, byte[] raw, MimePart root, Instant at, Set<String> labels) {
        this.id = id;
        this.threadId = threadId;
        this.raw = raw;
        this.root = root;
        this.at = at;
        this.labels.addAll(labels);
    }

    String messageId() {
        return root.header("Message-ID", "");
    }

    boolean is(String label) {
        return labels.contains(label);
    }

    /** The subject without Re: and Fwd:, by which Gmail keeps a thread together. */
    static String baseSubject(MimePart root) {
        String subject = root.header("Subject", "").strip().toLowerCase(Locale.ROOT);
        return PREFIX.matcher(subject).replaceFirst("").strip();
    }

    String snippet() {
        String text = root.tree()
                .filter(part -> part.mimeType().startsWith("text/") && !part.isAttachment())
                .findFirst()
                .map(Mail::plain)
                .orElse("");
        String flat = text.strip().replaceAll("\\s+", " ");
        String start = flat.substring(0, Math.min(200, flat.length()));
        return start.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** All that a plain word of a search is looked for in. */
    String searchable() {
        String bodies = root.tree()
                .filter(part -> part.mimeType().startsWith("text/") && !part.isAttachment())
                .map(Mail::plain)
                .collect(Collectors.joining(" "));
        return String.join(" ", root.header("Subject", ""), root.header("From", ""), root.header("To", ""), bodies)
                .toLowerCase(Locale.ROOT);
    }

    private static String plain(MimePart part) {
        String text = part.text();
        return part.mimeType().equals("text/html")
                ? text.replaceAll("(?s)<style.*?</style>|<[^>]*>", " ").replace("&nbsp;", " ")
                : text;
    }
}
