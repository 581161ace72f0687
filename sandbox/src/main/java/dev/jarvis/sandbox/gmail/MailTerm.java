package dev.jarvis.sandbox.gmail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Predicate;

/** One operator or word of a search. Dates without a time are midnight UTC (Gmail: midnight of the account's zone). */
final class MailTerm {

    private MailTerm() {}

    static Predicate<Mail> of(String token, Mailbox mailbox, Instant now) {
        int colon = token.indexOf(':');
        String value = token.substring(colon + 1).replace("\"", "").toLowerCase(Locale.ROOT);
        return switch (colon < 0 ? "" : token.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "from" -> header("From", value);
            case "to" -> header("To", value).or(header("Cc", value)).or(header("Bcc", value));
            case "cc" -> header("Cc", value);
            case "bcc" -> header("Bcc", value);
            case "subject" -> header("Subject", value);
            case "rfc822msgid" -> mail -> strip(mail.messageId()).equalsIgnoreCase(strip(token.substring(colon + 1)));
            case "is" -> is(value);
            case "in" -> in(value, mailbox);
            case "label" -> label(value, mailbox);
            case "has" -> mail -> value.equals("attachment") && hasFile(mail, "");
            case "filename" -> mail -> hasFile(mail, value);
            case "after", "newer" -> {
                Instant limit = time(value);
                yield mail -> !mail.at.isBefore(limit);
            }
            case "before", "older" -> {
                Instant limit = time(value);
                yield mail -> mail.at.isBefore(limit);
            }
            case "newer_than" -> {
                Instant limit = ago(value, now);
                yield mail -> !mail.at.isBefore(limit);
            }
            case "older_than" -> {
                Instant limit = ago(value, now);
                yield mail -> mail.at.isBefore(limit);
            }
            default -> {
                String words = token.replace("\"", "").toLowerCase(Locale.ROOT);
                yield mail -> mail.searchable().contains(words);
            }
        };
    }

    private static Predicate<Mail> header(String name, String value) {
        String wanted = value.equals("me") ? "" : value;
        return mail -> {
            String found = mail.root.header(name);
            return found != null && found.toLowerCase(Locale.ROOT).contains(wanted);
        };
    }

    private static Predicate<Mail> is(String state) {
        return switch (state) {
            case "read" -> mail -> !mail.is("UNREAD");
            case "unread", "starred", "important" -> mail -> mail.is(state.toUpperCase(Locale.ROOT));
            default -> mail -> false;
        };
    }

    private static Predicate<Mail> in(String place, Mailbox mailbox) {
        return switch (place) {
            case "anywhere" -> mail -> true;
            case "drafts", "draft" -> mail -> mail.is("DRAFT");
            case "archive" -> mail -> !mail.is("INBOX") && !mail.is("SENT") && !mail.is("DRAFT");
            default -> label(place, mailbox);
        };
    }

    private static Predicate<Mail> label(String called, Mailbox mailbox) {
        return mail -> mail.labels.stream()
                .map(mailbox::label)
                .anyMatch(label -> label != null
                        && (label.id().equalsIgnoreCase(called)
                                || dashed(label.name()).equals(dashed(called))));
    }

    private static String dashed(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-').replace('/', '-');
    }

    private static boolean hasFile(Mail mail, String name) {
        return mail.root
                .tree()
                .anyMatch(part -> !part.filename().isEmpty()
                        && part.filename().toLowerCase(Locale.ROOT).contains(name));
    }

    private static String strip(String messageId) {
        return messageId.replaceAll("[<>\"]", "").strip();
    }

    private static Instant time(String value) {
        try {
            if (value.matches("[0-9]{5,}")) {
                return Instant.ofEpochSecond(Long.parseLong(value));
            }
            String[] date = value.split("[/-]");
            return LocalDate.of(Integer.parseInt(date[0]), Integer.parseInt(date[1]), Integer.parseInt(date[2]))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw GmailProblem.invalid("Invalid date in the query: " + value);
        }
    }

    private static Instant ago(String value, Instant now) {
        try {
            Period period = Period.parse("P" + value.toUpperCase(Locale.ROOT));
            return now.atOffset(ZoneOffset.UTC).minus(period).toInstant();
        } catch (DateTimeException e) {
            throw GmailProblem.invalid("Invalid age in the query: " + value);
        }
    }
}
