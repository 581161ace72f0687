package dev.jarvis.connectors.contract;

import dev.jarvis.connectors.Connection;
import dev.jarvis.sdk.Call;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Does everything a connector can do, with every field of the input used at least once. */
final class Walk {
    /** An action and its input; {@code $0} is the id that was answered last, the other names likewise. */
    private record Step(String action, String json) {}

    private static final List<Step> TWITTER = List.of(
            new Step("tweet", "{'text': 'Hello & <you> https://acme.com 👋'}"),
            new Step("tweet", "{'text': 'Answer', 'replyTo': '$0'}"),
            new Step("tweet", "{'text': 'Quote', 'quote': '$0'}"),
            new Step("tweet", "{'text': 'Ask', 'poll': {'options': ['a', 'b'], 'durationMinutes': 5}}"),
            new Step(
                    "tweet",
                    "{'text': 'See', 'media': [{'file': {'name': 'a.png', 'mediaType': 'image/png', 'base64': 'AQID'}, 'altText': 'x'}]}"),
            new Step("tweet", "{'media': [{'file': {'name': 'a.gif', 'mediaType': 'image/gif', 'base64': 'AQID'}}]}"),
            new Step(
                    "tweet",
                    "{'text': 'Film', 'media': [{'file': {'name': 'a.mp4', 'mediaType': 'video/mp4', 'upload': '3000000'}}]}"),
            new Step("like", "{'id': '$0'}"),
            new Step("unlike", "{'id': '$0'}"),
            new Step("repost", "{'id': '$0'}"),
            new Step("unrepost", "{'id': '$0'}"),
            new Step("mentions", "{'limit': 5}"),
            new Step("own-posts", "{'limit': 5}"),
            new Step("own-posts", "{'limit': 5, 'cursor': '$cursor'}"),
            new Step("search", "{'query': 'anvil', 'limit': 10}"),
            new Step("profile", "{}"),
            new Step("profile", "{'username': '@rosa_m'}"),
            new Step("direct-message", "{'to': '@rosa_m', 'text': 'Hi'}"),
            new Step("direct-message", "{'to': '2244994911', 'text': 'Hi again'}"),
            new Step("tweet", "{'text': 'Away'}"),
            new Step("delete-tweet", "{'id': '$0'}"));

    private static final List<Step> GMAIL = List.of(
            new Step(
                    "send",
                    "{'to': ['Ä <a@acme.com>'], 'cc': ['b@acme.com'], 'bcc': ['c@acme.com'], 'subject': 'Ü', 'text': 'a', 'html': '<p>a</p>', 'replyTo': 'd@acme.com', 'attachments': [{'name': 'ä.txt', 'mediaType': 'text/plain', 'base64': 'QQ=='}], 'inlineImages': [{'contentId': 'i', 'file': {'name': 'i.png', 'mediaType': 'image/png', 'base64': 'AQID'}}]}"),
            new Step("send", "{'to': ['a@acme.com'], 'text': 'b', 'inReplyTo': '$0'}"),
            new Step("send", "{'to': ['a@acme.com'], 'text': 'c', 'threadId': '$thread'}"),
            new Step("read-thread", "{'id': '$thread'}"),
            new Step("search", "{'query': 'in:sent has:attachment', 'limit': 1}"),
            new Step("search", "{'limit': 1}"),
            new Step("search", "{'limit': 1, 'cursor': '$cursor'}"),
            new Step("search", "{'query': 'has:attachment filename:ä.txt'}"),
            new Step("read-message", "{'id': '$item'}"),
            new Step("attachment", "{'messageId': '$0', 'attachmentId': '$file'}"),
            new Step("labels", "{}"),
            new Step("label", "{'id': '$item', 'add': ['STARRED'], 'remove': ['UNREAD']}"),
            new Step("archive", "{'id': '$item'}"),
            new Step("trash", "{'id': '$item'}"),
            new Step("untrash", "{'id': '$item'}"),
            new Step("draft", "{'to': ['a@acme.com'], 'subject': 'Later', 'text': 'd'}"),
            new Step("send-draft", "{'id': '$0'}"));

    private Walk() {}

    static List<String> actions(String platform) {
        return steps(platform).stream().map(Step::action).distinct().toList();
    }

    static void through(String platform, Connection connection) {
        Known known = new Known();
        for (Step step : steps(platform)) {
            String json = known.filledInto(step.json().replace('\'', '"'));
            Call call = connection.call();
            connection.find(step.action(), json, call);
            known.learn(connection.act(step.action(), json, call));
            connection.integration().testConnection();
        }
    }

    private static List<Step> steps(String platform) {
        return platform.equals("twitter") ? TWITTER : GMAIL;
    }

    /** What earlier answers told. */
    private static final class Known {
        private String id = "";
        private String thread = "";
        private String cursor = "";
        private String item = "";
        private String file = "";

        String filledInto(String json) {
            return json.replace("$0", id)
                    .replace("$thread", thread)
                    .replace("$cursor", cursor)
                    .replace("$item", item)
                    .replace("$file", file);
        }

        void learn(JsonNode answer) {
            id = answer.path("id").asString(id);
            thread = answer.path("threadId").asString(thread);
            cursor = answer.path("nextCursor").asString(cursor);
            item = answer.at("/items/0/threadId").isString()
                    ? answer.at("/items/0/id").asString()
                    : item;
            file = answer.at("/attachments/0/attachmentId").asString(file);
        }
    }
}
