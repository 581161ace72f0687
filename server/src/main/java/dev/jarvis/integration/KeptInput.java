package dev.jarvis.integration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An act's input as the ledger keeps it: whole, but for the bytes of files, of which it keeps digest and size. A mail with
 * 20 MB of attachments leaves a row of a kilobyte.
 */
public record KeptInput(JsonNode json, byte[] hash) {
    private static final int KEPT_WHOLE = 2_000;

    public static KeptInput of(JsonNode input) {
        byte[] hash = sha256(input.toString());
        return new KeptInput(withoutFiles(input), hash);
    }

    /** True when all of it was kept, so that the act could be sent again from the ledger alone. */
    public static boolean isWhole(JsonNode kept) {
        return kept.findValue("omitted") == null;
    }

    /**
     * An input that was shown without the bytes of its files and came back, with those bytes again.
     *
     * @param whole the input it was shown from; a file that is not in it stays omitted
     */
    public static JsonNode withFiles(JsonNode shown, JsonNode whole) {
        if (isWhole(shown)) return shown;
        Map<String, String> files = new HashMap<>();
        for (JsonNode file : whole.findValues("base64"))
            if (isLong(file)) files.put(HexFormat.of().formatHex(sha256(file.asString())), file.asString());
        JsonNode copy = shown.deepCopy();
        restore(copy, files);
        return copy;
    }

    private static void restore(JsonNode node, Map<String, String> files) {
        String content = files.get(node.path("omitted").path("sha256OfBase64").asString(""));
        if (node instanceof ObjectNode object && content != null) {
            object.remove("omitted");
            object.put("base64", content);
        }
        for (JsonNode child : node) restore(child, files);
    }

    private static JsonNode withoutFiles(JsonNode node) {
        if (!holdsFile(node)) return node;
        JsonNode copy = node.deepCopy();
        omit(copy);
        return copy;
    }

    private static boolean holdsFile(JsonNode node) {
        return node.findValues("base64").stream().anyMatch(KeptInput::isLong);
    }

    private static void omit(JsonNode node) {
        if (node instanceof ObjectNode object && isLong(object.path("base64"))) {
            String content = object.path("base64").asString();
            object.remove("base64");
            object.putObject("omitted")
                    .put("sha256OfBase64", HexFormat.of().formatHex(sha256(content)))
                    .put("characters", content.length());
        }
        for (JsonNode child : node) omit(child);
    }

    private static boolean isLong(JsonNode node) {
        return node.isString() && node.asString().length() > KEPT_WHOLE;
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256 (java.security.MessageDigest)", e);
        }
    }
}
