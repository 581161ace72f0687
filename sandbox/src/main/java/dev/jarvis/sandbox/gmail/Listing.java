package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Reply;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A page of a list: so many from a place on. Page tokens are the place. */
record Listing<T>(int from, int size) {

    static <T> Listing<T> of(GmailCall call) {
        Parameters asked = call.asked(
                "q",
                "labelIds",
                "maxResults",
                "pageToken",
                "includeSpamTrash",
                "startHistoryId",
                "labelId",
                "historyTypes");
        int size = number(asked.first("maxResults", "100"), "maxResults");
        return new Listing<>(number(asked.first("pageToken", "0"), "pageToken"), Math.clamp(size, 1, 500));
    }

    /** What {@code q}, {@code labelIds} and {@code includeSpamTrash} leave. */
    static Predicate<Mail> wanted(GmailCall call, Instant now) {
        Parameters asked = call.call().request().parameters();
        List<String> labels = asked.every("labelIds");
        boolean everywhere = asked.first("includeSpamTrash", "false").equals("true") || labels.contains("TRASH");
        String query = asked.first("q", "") + (everywhere ? " in:anywhere" : "");
        return MailQuery.of(query, call.mailbox(), now).and(mail -> mail.labels.containsAll(labels));
    }

    Reply reply(String name, List<T> found, Function<T, ObjectNode> view) {
        return reply(name, found, view, Json.object().put("resultSizeEstimate", found.size()));
    }

    Reply reply(String name, List<T> found, Function<T, ObjectNode> view, ObjectNode json) {
        List<T> page = found.stream().skip(from).limit(size).toList();
        if (!page.isEmpty()) {
            ArrayNode shown = json.putArray(name);
            page.stream().map(view).forEach(shown::add);
        }
        if (from + page.size() < found.size()) {
            json.put("nextPageToken", Integer.toString(from + page.size()));
        }
        return Reply.json(200, json);
    }

    private static int number(String text, String name) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw GmailProblem.invalid("Invalid value at '" + name + "': \"" + text + "\"");
        }
    }
}
