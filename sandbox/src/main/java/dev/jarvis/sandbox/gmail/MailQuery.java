package dev.jarvis.sandbox.gmail;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gmail's search language, as far as the sandbox speaks it: operators of {@link MailTerm}, words, "phrases", {@code -},
 * {@code OR}, {@code ( )} for all and {@code { }} for any.
 */
final class MailQuery {

    private static final Pattern TOKEN = Pattern.compile("[(){}]|-|(?:[^\\s(){}\"]+|\"[^\"]*\")+");

    private final Deque<String> tokens = new ArrayDeque<>();
    private final Mailbox mailbox;
    private final Instant now;

    private MailQuery(String query, Mailbox mailbox, Instant now) {
        Matcher matcher = TOKEN.matcher(query.replaceAll("(^|[\\s({])-(?=\\S)", "$1- "));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        this.mailbox = mailbox;
        this.now = now;
    }

    static Predicate<Mail> of(String query, Mailbox mailbox, Instant now) {
        MailQuery parsed = new MailQuery(query, mailbox, now);
        Predicate<Mail> all = parsed.all("", "");
        return query.contains("in:anywhere") || query.contains("in:trash") || query.contains("in:spam")
                ? all
                : all.and(mail -> !mail.is("TRASH") && !mail.is("SPAM"));
    }

    private Predicate<Mail> all(String end, String operator) {
        Predicate<Mail> all = mail -> true;
        while (!tokens.isEmpty() && !end.equals(tokens.peek())) {
            Predicate<Mail> next = term(operator);
            while ("OR".equals(tokens.peek())) {
                tokens.remove();
                next = tokens.isEmpty() ? next : next.or(term(operator));
            }
            all = all.and(next);
        }
        tokens.poll();
        return all;
    }

    private Predicate<Mail> any(String operator) {
        Predicate<Mail> any = mail -> false;
        while (!tokens.isEmpty() && !"}".equals(tokens.peek())) {
            any = any.or(term(operator));
        }
        tokens.poll();
        return any;
    }

    /** @param operator what stands before the bracket around the term, as in {@code subject:(new colour)} */
    private Predicate<Mail> term(String operator) {
        String token = tokens.remove();
        if (token.endsWith(":") && ("(".equals(tokens.peek()) || "{".equals(tokens.peek()))) {
            return term(token);
        }
        return switch (token) {
            case "-" -> tokens.isEmpty() ? mail -> true : term(operator).negate();
            case "(" -> all(")", operator);
            case "{" -> any(operator);
            default -> MailTerm.of(operator + token, mailbox, now);
        };
    }
}
