package dev.jarvis.sandbox.gmail;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A structured header value such as {@code text/plain; charset=utf-8} (RFC 2045, 2231) and encoded words (RFC 2047). */
record HeaderValue(String value, Map<String, String> parameters) {

    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^=;\\s]+)\\s*=\\s*(\"((?:[^\"\\\\]|\\\\.)*)\"|[^;]*)");
    private static final Pattern WORD = Pattern.compile("=\\?([^?*]+)(?:\\*[^?]*)?\\?([bBqQ])\\?([^?]*)\\?=");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(\\?=)\\s+(?==\\?)");

    static HeaderValue of(String header) {
        Map<String, String> raw = new TreeMap<>();
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            String quoted = matcher.group(3);
            String value = quoted == null ? matcher.group(2).strip() : quoted.replaceAll("\\\\(.)", "$1");
            raw.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return new HeaderValue(header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT), raw);
    }

    /** A parameter in any of the forms {@code name}, {@code name*} and {@code name*0*}, {@code name*1} ... */
    String parameter(String name) {
        String plain = parameters.get(name);
        if (plain != null) {
            return words(plain);
        }
        StringBuilder whole = new StringBuilder(parameters.getOrDefault(name + "*", ""));
        for (int i = 0; parameters.containsKey(name + "*" + i) || parameters.containsKey(name + "*" + i + "*"); i++) {
            whole.append(parameters.getOrDefault(name + "*" + i, parameters.getOrDefault(name + "*" + i + "*", "")));
        }
        return extended(whole.toString());
    }

    private static String extended(String text) {
        String[] pieces = text.split("'", 3);
        return pieces.length == 3 && Charset.isSupported(pieces[0])
                ? URLDecoder.decode(pieces[2].replace("+", "%2B"), Charset.forName(pieces[0]))
                : text;
    }

    /** The text with its encoded words read. */
    static String words(String text) {
        String joined = BETWEEN_WORDS.matcher(text).replaceAll("$1");
        return WORD.matcher(joined)
                .replaceAll(word -> Matcher.quoteReplacement(word(word.group(1), word.group(2), word.group(3))));
    }

    private static String word(String charset, String encoding, String encoded) {
        byte[] bytes = encoding.equalsIgnoreCase("b")
                ? Base64.getMimeDecoder().decode(encoded)
                : quotedPrintable(encoded.replace('_', ' ').getBytes(StandardCharsets.US_ASCII));
        return new String(bytes, Charset.isSupported(charset) ? Charset.forName(charset) : StandardCharsets.UTF_8);
    }

    /** Quoted-printable octets (RFC 2045, 6.7); what is no escape stays as it is. */
    static byte[] quotedPrintable(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
        String latin = new String(text, StandardCharsets.ISO_8859_1).replaceAll("=[ \\t]*\\r?\\n", "");
        for (int i = 0; i < latin.length(); i++) {
            boolean escape = latin.charAt(i) == '='
                    && i + 2 < latin.length()
                    && latin.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}");
            out.write(escape ? Integer.parseInt(latin.substring(i + 1, i + 3), 16) : latin.charAt(i));
            i += escape ? 2 : 0;
        }
        return out.toByteArray();
    }
}
