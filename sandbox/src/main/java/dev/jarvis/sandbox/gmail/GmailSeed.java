package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.oauth.Account;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The accounts and mails a fresh sandbox starts with, read from {@code mails-*.txt} beside this class. */
record GmailSeed(PostOffice office) {

    static final List<Account> OWNERS = List.of(
            new Account("104200000000000000001", "Ada Acme", "ada@acme.example"),
            new Account("104200000000000000002", "Acme Office", "office@acme.example"));
    private static final Pattern BETWEEN = Pattern.compile("(?m)^=====\\n");
    private static final Pattern HEAD = Pattern.compile("hours-ago: (\\d+)\\nlabels: (.*)\\n");

    void sow() {
        for (Account owner : OWNERS) {
            Mailbox mailbox = new Mailbox(owner.id(), owner.detail());
            office.open(mailbox);
            String name = owner.detail().substring(0, owner.detail().indexOf('@'));
            for (String mail : BETWEEN.split(resource("mails-" + name + ".txt"))) {
                add(mailbox, mail);
            }
        }
    }

    /** Two lines for the sandbox, then the message as it came over the wire. */
    private void add(Mailbox mailbox, String text) {
        var head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            throw new IllegalStateException(
                    "A seeded mail lacks its two lines: " + text.lines().findFirst());
        }
        Instant at = office.now().minus(Duration.ofHours(Long.parseLong(head.group(1))));
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
        String message = "Date: " + date + "\n" + text.substring(head.end());
        byte[] raw = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        mailbox.add(raw, null, at, labels(mailbox, head.group(2)));
    }

    private static Set<String> labels(Mailbox mailbox, String names) {
        return Set.of(names.split(" ")).stream()
                .map(name -> {
                    Label known = mailbox.labelNamed(name);
                    return (known == null ? mailbox.addLabel(name) : known).id();
                })
                .collect(Collectors.toSet());
    }

    private static String resource(String name) {
        try (InputStream in = GmailSeed.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the sandbox's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
