package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits a message into its MIME tree (RFC 5322, 2045, 2046). Written anew rather than taken from the mail library that
 * the connectors use, so that neither hides the other's mistakes. An attached message is not descended into.
 */
final class MimeParser {

    private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");

    private MimeParser() {}

    static MimePart parse(byte[] message) {
        return part("", new String(message, StandardCharsets.ISO_8859_1));
    }

    private static MimePart part(String id, String latin) {
        int[] blank = blankLine(latin);
        List<Header> headers = headers(latin.substring(0, blank[0]));
        String body = latin.substring(blank[1]);
        HeaderValue type = HeaderValue.of(first(headers, "Content-Type", "text/plain"));
        boolean multipart = type.value().startsWith("multipart/");
        return new MimePart(
                id,
                headers,
                type.value(),
                filename(headers, type),
                type.parameter("charset").isEmpty() ? "utf-8" : type.parameter("charset"),
                multipart ? new byte[0] : decoded(body, first(headers, "Content-Transfer-Encoding", "7bit")),
                multipart ? children(id, body, type.parameter("boundary")) : List.of());
    }

    /** Where the headers end and where the body starts. */
    private static int[] blankLine(String latin) {
        int crlf = latin.indexOf("\r\n\r\n");
        int lf = latin.indexOf("\n\n");
        if (latin.startsWith("\r\n")) {
            return new int[] {0, 2};
        }
        if (crlf >= 0 && (lf < 0 || crlf < lf)) {
            return new int[] {crlf, crlf + 4};
        }
        return lf >= 0 ? new int[] {lf, lf + 2} : new int[] {latin.length(), latin.length()};
    }

    static List<Header> headers(String block) {
        List<Header> headers = new ArrayList<>();
        for (String line : FOLD.matcher(block).replaceAll("").split("\\r?\\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(new Header(
                        line.substring(0, colon), text(line.substring(colon + 1).strip())));
            }
        }
        return headers;
    }

    /** Header text may be UTF-8 as it stands (RFC 6532) or in encoded words. */
    private static String text(String latin) {
        return HeaderValue.words(new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String first(List<Header> headers, String name, String fallback) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse(fallback);
    }

    private static String filename(List<Header> headers, HeaderValue type) {
        String name = HeaderValue.of(first(headers, "Content-Disposition", "")).parameter("filename");
        return name.isEmpty() ? type.parameter("name") : name;
    }

    private static List<MimePart> children(String id, String body, String boundary) {
        List<MimePart> parts = new ArrayList<>();
        String[] pieces = ("\r\n" + body).split("\\r?\\n--" + Pattern.quote(boundary), -1);
        for (int i = 1; i < pieces.length && !pieces[i].startsWith("--"); i++) {
            String piece = pieces[i].replaceFirst("^[ \\t]*\\r?\\n", "");
            parts.add(part((id.isEmpty() ? "" : id + ".") + parts.size(), piece));
        }
        return parts;
    }

    private static byte[] decoded(String body, String encoding) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> Base64.getMimeDecoder().decode(bytes);
            case "quoted-printable" -> HeaderValue.quotedPrintable(bytes);
            default -> bytes;
        };
    }
}
