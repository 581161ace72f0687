package dev.jarvis.connectors.gmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jarvis.connectors.Connection;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.SandboxOptions;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.InvalidInput;
import dev.jarvis.sdk.PlatformException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Against the sandbox's Gmail, over HTTP: what is sent is read back. */
class GmailTests {
    private Sandbox sandbox;
    private Connection gmail;

    @BeforeEach
    void connect() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        gmail = Connection.gmail(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void sendsPlainText() {
        JsonNode mail = sent("""
                {"to": ["juergen@acme.com"], "subject": "Your offer", "text": "Hello\\nJürgen"}""");

        assertThat(mail.path("from").asString()).isEqualTo("ada@acme.example");
        assertThat(mail.path("subject").asString()).isEqualTo("Your offer");
        assertThat(mail.path("text").asString().strip()).isEqualTo("Hello\r\nJürgen");
        assertThat(mail.path("labels").toString()).contains("SENT");
    }

    @Test
    void keepsEveryScriptEverywhere() {
        JsonNode mail = sent("""
                {"to": ["Jürgen Groß <juergen@acme.com>", "みら <mira@acme.com>"], "cc": ["\\"Ş, İ\\" <si@acme.com>"],
                 "subject": "Grüße aus 東京 — ışık 👋", "text": "Зд́равствуйте", "html": "<p>مرحبا</p>",
                 "attachments": [{"name": "Überblick 東京.txt", "mediaType": "text/plain", "base64": "SGk="}]}""");

        assertThat(mail.path("to").toString()).contains("Jürgen Groß <juergen@acme.com>", "みら <mira@acme.com>");
        assertThat(mail.at("/cc/0").asString()).contains("Ş, İ", "<si@acme.com>");
        assertThat(mail.path("subject").asString()).isEqualTo("Grüße aus 東京 — ışık 👋");
        assertThat(mail.path("text").asString()).contains("Зд́равствуйте");
        assertThat(mail.path("html").asString()).contains("مرحبا");
        assertThat(mail.at("/attachments/0/name").asString()).isEqualTo("Überblick 東京.txt");
    }

    @Test
    void sendsFilesAndImagesAndHandsThemOut() {
        JsonNode mail = sent("""
                {"to": ["a@acme.com"], "subject": "Files", "text": "See", "html": "<img src='cid:logo'>",
                 "inlineImages": [{"contentId": "logo", "file": {"name": "l.png", "mediaType": "image/png", "base64": "AQID"}}],
                 "attachments": [{"name": "o.pdf", "mediaType": "application/pdf", "base64": "BAUG"}]}""");

        assertThat(mail.path("attachments")).anySatisfy(file -> {
            assertThat(file.path("contentId").asString()).isEqualTo("logo");
            assertThat(file.path("inline").asBoolean()).isTrue();
        });
        JsonNode pdf = java.util.stream.StreamSupport.stream(
                        mail.path("attachments").spliterator(), false)
                .filter(file -> file.path("name").asString().equals("o.pdf"))
                .findFirst()
                .orElseThrow();
        JsonNode content = gmail.act(
                "attachment",
                "{\"messageId\": \"%s\", \"attachmentId\": \"%s\"}"
                        .formatted(
                                mail.path("id").asString(),
                                pdf.path("attachmentId").asString()));
        assertThat(Base64.getDecoder().decode(content.path("base64").asString()))
                .containsExactly(4, 5, 6);
    }

    @Test
    void sendsLargeMailBesideTheJson() {
        gmail.act("send", """
                {"to": ["a@acme.com"], "subject": "Large", "text": "See",
                 "attachments": [{"name": "big.bin", "mediaType": "application/octet-stream", "upload": "4000000"}]}""");

        assertThat(sandbox.ledger().count("POST", "/gmail/upload/gmail/v1/users/me/messages/send"))
                .isEqualTo(1);
        JsonNode found = gmail.act("search", "{\"query\": \"in:sent subject:Large\"}");
        assertThat(found.path("items")).hasSize(1);
    }

    @Test
    void answersInTheConversation() {
        JsonNode asked =
                gmail.act("search", "{\"query\": \"in:inbox\", \"limit\": 1}").at("/items/0");

        JsonNode answer = sent("{\"to\": [\"a@acme.com\"], \"text\": \"Yes\", \"inReplyTo\": \"%s\"}"
                .formatted(asked.path("id").asString()));
        JsonNode again = sent("{\"to\": [\"a@acme.com\"], \"text\": \"And\", \"threadId\": \"%s\"}"
                .formatted(asked.path("threadId").asString()));

        assertThat(answer.path("threadId")).isEqualTo(asked.path("threadId"));
        assertThat(answer.path("subject").asString())
                .isEqualTo("Re: " + asked.path("subject").asString());
        assertThat(again.path("subject").asString())
                .isEqualTo(answer.path("subject").asString());
        assertThat(header(again, "References")).contains(header(answer, "Message-ID"));
        JsonNode thread = gmail.act(
                "read-thread",
                "{\"id\": \"%s\"}".formatted(asked.path("threadId").asString()));
        assertThat(thread.path("messages").size()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void fetchesLongWordsOfAConversationUpToABoundAndListsTheRestAsFiles() {
        String part = """
                {"id": "m%1$d", "threadId": "t", "payload": {"mimeType": "text/plain", "filename": "",
                 "headers": [], "body": {"attachmentId": "a%1$d", "size": 1500000}}}""";
        String mails = IntStream.rangeClosed(1, 4).mapToObj(part::formatted).collect(Collectors.joining(","));
        sandbox.faults()
                .add(FaultRule.next(
                        "GET",
                        "*/threads/t",
                        new Fault.Status(200, "application/json", "{\"id\":\"t\",\"messages\":[" + mails + "]}")));
        sandbox.faults()
                .add(FaultRule.always(
                        "GET", "*/attachments/*", new Fault.Status(200, "application/json", "{\"data\":\"SGk\"}")));

        JsonNode thread = gmail.act("read-thread", "{\"id\": \"t\"}");

        assertThat(thread.at("/messages/0/text").asString()).isEqualTo("Hi");
        assertThat(thread.at("/messages/1/text").asString()).isEqualTo("Hi");
        assertThat(thread.at("/messages/2/attachments/0/attachmentId").asString())
                .isEqualTo("a3");
        assertThat(thread.at("/messages/3/attachments/0/attachmentId").asString())
                .isEqualTo("a4");
        assertThat(sandbox.ledger().entries(entry -> entry.path().contains("/attachments/")))
                .hasSize(2);
    }

    @Test
    void fillsTemplatesInAndLetsNoMarkupThrough() {
        JsonNode mail = sent("""
                {"to": ["a@acme.com"], "subject": "Order {{order}}", "text": "Dear {{ name }}, {{order}} is out.",
                 "html": "<p>Dear {{name}}</p>", "variables": {"name": "<b>Ada & {{order}}</b>", "order": "20-1187"}}""");

        assertThat(mail.path("subject").asString()).isEqualTo("Order 20-1187");
        assertThat(mail.path("text").asString()).contains("Dear <b>Ada & {{order}}</b>, 20-1187 is out.");
        assertThat(mail.path("html").asString()).contains("<p>Dear &lt;b&gt;Ada &amp; {{order}}&lt;/b&gt;</p>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"to": [], "text": "a"}                                                          | to
            {"to": ["a@acme.com"]}                                                           | text
            {"to": ["no address"], "text": "a"}                                              | to[0]
            {"to": ["a@acme.com, b@acme.com"], "text": "a"}                                  | to[0]
            {"to": ["a@acme.com"], "cc": ["x\\r\\nBcc: b@acme.com <c@acme.com>"], "text": "a"} | cc[0]
            {"to": ["a@acme.com"], "subject": "Hi\\r\\nBcc: b@acme.com", "text": "a"}        | subject
            {"to": ["a@acme.com"], "subject": "{{s}}", "text": "a", "variables": {"s": "x\\ny"}} | subject
            {"to": ["a@acme.com"], "text": "{{who}}", "variables": {}}                       | variables
            {"to": ["a@acme.com"], "text": "a", "replyTo": "b@acme.com\\nX: y"}              | replyTo
            {"to": ["jürgen@acme.com"], "text": "a"}                                         | to[0]
            {"to": ["a@straße.de"], "text": "a"}                                             | to[0]
            {"to": ["a@b.c"], "text": "a", "attachments": [{"name": "x\\r\\ny", "mediaType": "a/b", "base64": ""}]} | to[0]
            {"to": ["a@b.co"], "text": "a", "attachments": [{"name": "x\\r\\ny", "mediaType": "a/b", "base64": ""}]} | attachments[0].name
            {"to": ["a@b.co"], "text": "a", "attachments": [{"name": "x", "mediaType": "a/b\\r\\nX: y", "base64": ""}]} | attachments[0].mediaType
            """)
    void refusesBadInputByItsField(String json, String field) {
        Throwable refused = catchThrowableOfType(RuntimeException.class, () -> gmail.act("send", json));

        assertThat(refused)
                .rootCause()
                .isInstanceOf(InvalidInput.class)
                .extracting("field")
                .isEqualTo(field);
        assertThat(sandbox.ledger().received()).isZero();
    }

    @Test
    void refusesMoreThan25MegabytesOfFilesBeforeAnythingIsSent() {
        assertThatThrownBy(() -> gmail.act("send", """
                {"to": ["a@acme.com"], "text": "See", "attachments": [
                  {"name": "a", "mediaType": "a/b", "upload": "20000000"}, {"name": "b", "mediaType": "a/b", "upload": "6214401"}]}"""))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("26214401");
        assertThat(sandbox.ledger().count("POST", "/gmail/gmail/v1/users/me/messages/send"))
                .isZero();
    }

    @Test
    void findsAMailWhoseAnswerWasLostByItsMessageId() {
        String json = "{\"to\": [\"a@acme.com\"], \"subject\": \"Once\", \"text\": \"Only\"}";
        Call call = gmail.call();
        assertThat(gmail.find("send", json, call)).isEmpty();
        sandbox.faults()
                .add(FaultRule.next("POST", "*/messages/send", new Fault.Reset())
                        .onceApplied());

        assertThatThrownBy(() -> gmail.act("send", json, call)).isInstanceOf(PlatformException.class);

        assertThat(gmail.find("send", json, call)).isPresent();
        assertThat(gmail.find("send", json, gmail.call())).isEmpty();
    }

    @Test
    void findsAMailByItsHeaderWhereGmailReplacedTheMessageId() {
        String json = "{\"to\": [\"a@acme.com\"], \"subject\": \"Once\", \"text\": \"Only\"}";
        Call call = gmail.call();
        String id = gmail.act("send", json, call).path("id").asString();
        Connection forgetful = gmail.through(request -> gmail.context()
                .http()
                .send(
                        request.uri().getQuery() != null
                                        && request.uri().getQuery().contains("rfc822msgid")
                                ? new dev.jarvis.sdk.Request(
                                        "GET",
                                        java.net.URI.create(
                                                request.uri().toString().replace("jarvis-", "lost-")),
                                        request.headers(),
                                        null,
                                        request.kind(),
                                        false)
                                : request));

        assertThat(forgetful.find("send", json, call).orElseThrow().path("id").asString())
                .isEqualTo(id);
    }

    @Test
    void searchesPageByPage() {
        JsonNode first = gmail.act("search", "{\"limit\": 2}");
        JsonNode second = gmail.act(
                "search",
                "{\"limit\": 2, \"cursor\": \"%s\"}"
                        .formatted(first.path("nextCursor").asString()));

        assertThat(first.path("items")).hasSize(2);
        assertThat(first.at("/items/0/subject").asString()).isNotEmpty();
        assertThat(second.at("/items/0/id")).isNotEqualTo(first.at("/items/0/id"));
    }

    @Test
    void readsEverySeededMail() {
        for (JsonNode found : gmail.act("search", "{\"limit\": 50}").path("items")) {
            JsonNode mail = gmail.act(
                    "read-message",
                    "{\"id\": \"%s\"}".formatted(found.path("id").asString()));
            assertThat(mail.path("text").asString("") + mail.path("html").asString(""))
                    .isNotBlank();
            assertThat(mail.path("subject").asString()).doesNotContain("=?");
            assertThat(mail.path("date").asString()).isNotEmpty();
        }
    }

    @Test
    void labelsByNameArchivesAndTrashes() {
        String id = gmail.act("search", "{\"query\": \"in:inbox\"}")
                .at("/items/0/id")
                .asString();
        String json = "{\"id\": \"%s\"}".formatted(id);

        assertThat(gmail.act("label", "{\"id\": \"%s\", \"add\": [\"starred\"]}".formatted(id))
                        .path("labels")
                        .toString())
                .contains("STARRED");
        assertThat(gmail.act("archive", json).path("labels").toString()).doesNotContain("INBOX");
        assertThat(gmail.act("trash", json).path("labels").toString()).contains("TRASH");
        assertThat(gmail.act("untrash", json).path("labels").toString()).doesNotContain("TRASH");
        assertThat(gmail.act("labels", "{}").path("items")).isNotEmpty();
    }

    @Test
    void namesALabelThatIsNotThere() {
        String id = gmail.act("search", "{}").at("/items/0/id").asString();

        assertThatThrownBy(() -> gmail.act("label", "{\"id\": \"%s\", \"add\": [\"No such\"]}".formatted(id)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("add: the mailbox has no label “No such”");
    }

    @Test
    void writesADraftAndSendsIt() {
        String json = "{\"to\": [\"a@acme.com\"], \"subject\": \"Draft\", \"text\": \"Later\"}";
        Call call = gmail.call();
        assertThat(gmail.find("draft", json, call)).isEmpty();

        String draft = gmail.act("draft", json, call).path("id").asString();
        assertThat(gmail.find("draft", json, call)).isPresent();
        String byId = "{\"id\": \"%s\"}".formatted(draft);
        assertThat(gmail.find("send-draft", byId, gmail.call())).isEmpty();

        assertThat(gmail.act("send-draft", byId).path("id").asString()).isNotEmpty();
        PlatformException gone =
                catchThrowableOfType(PlatformException.class, () -> gmail.find("send-draft", byId, gmail.call()));
        assertThat(gone.kind()).isEqualTo(ErrorKind.NO_ANSWER);
    }

    @Test
    void saysInGooglesWordsThatAMailIsNotThere() {
        PlatformException refused = catchThrowableOfType(
                PlatformException.class, () -> gmail.act("read-message", "{\"id\": \"ffffffffffffffff\"}"));

        assertThat(refused.kind()).isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(refused.words()).contains("Requested entity was not found");
    }

    @Test
    void testsItsConnection() {
        assertThat(gmail.integration().testConnection().email()).isEqualTo("ada@acme.example");
    }

    @Test
    void endsTheGrantAtGoogleOnDisconnect() {
        assertThat(gmail.integration().disconnect()).isTrue();
    }

    private JsonNode sent(String json) {
        String id = gmail.act("send", json).path("id").asString();
        return gmail.act("read-message", "{\"id\": \"%s\"}".formatted(id));
    }

    private static String header(JsonNode mail, String name) {
        for (JsonNode header : mail.path("headers"))
            if (header.path("name").asString().equalsIgnoreCase(name))
                return header.path("value").asString();
        return "";
    }
}
