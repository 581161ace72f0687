package dev.jarvis.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body by name (RFC 7578). */
public record Multipart(Map<String, byte[]> parts) {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

    public static boolean isUsedBy(Request request) {
        return request.headers().mediaType().equalsIgnoreCase("multipart/form-data");
    }

    public static Multipart of(Request request) {
        String type = request.headers().first("Content-Type");
        Matcher boundary = BOUNDARY.matcher(type == null ? "" : type);
        Map<String, byte[]> parts = new HashMap<>();
        if (boundary.find()) {
            // Latin-1 keeps every byte as one character
            String body = "\r\n" + new String(request.body(), StandardCharsets.ISO_8859_1);
            String[] pieces = body.split(Pattern.quote("\r\n--" + boundary.group(1)), -1);
            for (int i = 1; i < pieces.length - 1; i++) {
                add(parts, pieces[i]);
            }
        }
        return new Multipart(parts);
    }

    private static void add(Map<String, byte[]> parts, String piece) {
        int blank = piece.indexOf("\r\n\r\n");
        Matcher name = NAME.matcher(blank < 0 ? "" : piece.substring(0, blank));
        if (name.find()) {
            parts.put(name.group(1), piece.substring(blank + 4).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    public String text(String name) {
        return new String(parts.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    public byte[] bytes(String name) {
        return parts.getOrDefault(name, new byte[0]);
    }
}
