package dev.jarvis.sandbox.gmail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One account's mail. Guarded by the post office's lock. */
final class Mailbox {

    private static final long FIRST_HISTORY_ID = 1000;

    final String account;
    final String address;
    final Map<String, String> drafts = new LinkedHashMap<>();
    private final Map<String, Mail> mails = new LinkedHashMap<>();
    private final Map<String, Label> labels = new LinkedHashMap<>();
    private final List<Change> history = new ArrayList<>();
    private long historyId = FIRST_HISTORY_ID;
    private long nextId;

    Mailbox(String account, String address) {
        this.account = account;
        this.address = address;
        this.nextId = 0x18f0_0000_0000_0000L + ((long) address.hashCode() << 20 & 0xffff_ffff_ffffL);
        for (String name : List.of(
                "INBOX",
                "SENT",
                "DRAFT",
                "TRASH",
                "SPAM",
                "UNREAD",
                "STARRED",
                "IMPORTANT",
                "CHAT",
                "CATEGORY_PERSONAL",
                "CATEGORY_SOCIAL",
                "CATEGORY_PROMOTIONS",
                "CATEGORY_UPDATES")) {
            labels.put(name, new Label(name, name, true));
        }
    }

    long historyId() {
        return historyId;
    }

    boolean remembers(long since) {
        return since >= FIRST_HISTORY_ID && since <= historyId;
    }

    List<Change> since(long id) {
        return history.stream().filter(change -> change.id() > id).toList();
    }

    /** Newest first. */
    Stream<Mail> mails() {
        return mails.values().stream()
                .sorted(Comparator.comparing((Mail mail) -> mail.at)
                        .thenComparing(mail -> mail.id)
                        .reversed());
    }

    @Nullable
    Mail mail(String id) {
        return mails.get(id);
    }

    /** Oldest first. */
    List<Mail> thread(String threadId) {
        return mails().filter(mail -> mail.threadId.equals(threadId)).toList().reversed();
    }

    Stream<Label> labels() {
        return labels.values().stream();
    }

    @Nullable
    Label label(String id) {
        return labels.get(id);
    }

    @Nullable
    Label labelNamed(String name) {
        return labels().filter(label -> label.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    Label addLabel(String name) {
        Label label = new Label("Label_" + (labels.size() + 1), name, false);
        labels.put(label.id(), label);
        return label;
    }

    Mail add(byte[] raw, @Nullable String askedThread, Instant at, Set<String> withLabels) {
        MimePart root = MimeParser.parse(raw);
        String id = Long.toHexString(nextId++);
        String thread = threadOf(root, askedThread);
        Mail mail = new Mail(id, thread == null ? id : thread, raw, root, at, withLabels);
        mails.put(id, mail);
        record(Change.Kind.MESSAGE_ADDED, mail, Set.copyOf(mail.labels));
        return mail;
    }

    /**
     * A message joins a thread when its subject is the thread's and it names a message of it in References or In-Reply-To.
     * A thread asked for without these is not joined: Gmail documents all three as needed.
     */
    private @Nullable String threadOf(MimePart root, @Nullable String asked) {
        String named = root.header("References", "") + " " + root.header("In-Reply-To", "");
        return mails().filter(mail -> !mail.messageId().isEmpty() && named.contains(mail.messageId()))
                .filter(mail -> Mail.baseSubject(mail.root).equals(Mail.baseSubject(root)))
                .map(mail -> mail.threadId)
                .filter(thread -> asked == null || asked.equals(thread))
                .findFirst()
                .orElse(null);
    }

    void delete(Mail mail) {
        mails.remove(mail.id);
        record(Change.Kind.MESSAGE_DELETED, mail, Set.of());
    }

    void label(Mail mail, Set<String> added, Set<String> removed) {
        Set<String> gained = added.stream().filter(label -> !mail.is(label)).collect(Collectors.toSet());
        Set<String> lost = removed.stream().filter(mail::is).collect(Collectors.toSet());
        mail.labels.addAll(gained);
        mail.labels.removeAll(lost);
        if (!gained.isEmpty()) {
            record(Change.Kind.LABEL_ADDED, mail, gained);
        }
        if (!lost.isEmpty()) {
            record(Change.Kind.LABEL_REMOVED, mail, lost);
        }
    }

    boolean isCalled(String userId) {
        return userId.equals("me") || userId.toLowerCase(Locale.ROOT).equals(address);
    }

    private void record(Change.Kind kind, Mail mail, Set<String> changed) {
        historyId++;
        mail.historyId = historyId;
        history.add(new Change(historyId, kind, mail, changed));
    }
}
