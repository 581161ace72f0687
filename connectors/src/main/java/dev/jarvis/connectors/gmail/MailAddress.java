package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.InvalidInput;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses as people type them: {@code founder@acme.test} or {@code "Jürgen" <founder@acme.test>}. */
final class MailAddress {
    private static final Pattern NAMED = Pattern.compile("(?<name>.*?)\\s*<(?<address>[^<>]*)>");
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{4,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,63}");

    private MailAddress() {}

    static List<InternetAddress> all(String field, List<String> texts) {
        List<InternetAddress> addresses = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) addresses.add(of("%s[%d]".formatted(field, i), texts.get(i)));
        return List.copyOf(addresses);
    }

    /** @throws InvalidInput naming the field, when it is not exactly one address that Gmail can deliver to */
    static InternetAddress of(String field, String text) {
        String line = MailText.line(field, text).strip();
        Matcher named = NAMED.matcher(line);
        return named.matches()
                ? address(field, named.group("address").strip(), unquoted(named.group("name")))
                : address(field, line, "");
    }

    private static InternetAddress address(String field, String text, String name) {
        int at = text.lastIndexOf('@');
        if (at < 1) throw notAnAddress(field, text);
        String local = text.substring(0, at);
        if (!local.chars().allMatch(c -> c < 128))
            throw new InvalidInput(
                    field, "“%s” has letters before the @ that not every mail server takes (RFC 6531)".formatted(text));
        String domain = ascii(field, text.substring(at + 1));
        if (!LOCAL.matcher(local).matches()
                || local.length() > 64
                || !DOMAIN.matcher(domain).matches()) throw notAnAddress(field, text);
        return internetAddress(local + "@" + domain, name);
    }

    /**
     * Java knows the old rule for names in other scripts (IDNA 2003), which reads these letters differently from the rule
     * in use (RFC 5891): the mail would go to somebody else's domain.
     */
    private static String ascii(String field, String domain) {
        if (domain.matches(".*[ßς\u200C\u200D].*"))
            throw new InvalidInput(field, "Write the domain “%s” in its xn-- form".formatted(domain));
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw notAnAddress(field, domain);
        }
    }

    private static InternetAddress internetAddress(String address, String name) {
        try {
            InternetAddress made = new InternetAddress();
            made.setAddress(address);
            if (!name.isEmpty()) made.setPersonal(name, "UTF-8");
            return made;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java has UTF-8", e);
        }
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
    }

    private static InvalidInput notAnAddress(String field, String text) {
        return new InvalidInput(field, "“%s” is not one mail address such as founder@acme.test".formatted(text));
    }
}
