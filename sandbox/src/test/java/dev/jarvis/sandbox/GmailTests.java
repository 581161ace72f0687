package dev.jarvis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sandbox.Caller.Got;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GmailTests {

    private static final String ME = "/gmail/gmail/v1/users/me";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final Caller ada = Caller.gmail(sandbox, "ada");
    private final Caller office = Caller.gmail(sandbox, "office");

    @AfterEach
    void stops() {
        sandbox.close();
    }

    @Test
    void tellsWhoseMailboxItIs() {
        Got profile = ada.get(ME + "/profile");

        assertThat(profile.at("/emailAddress")).isEqualTo("ada@acme.example");
        assertThat(profile.json().path("messagesTotal").asInt()).isEqualTo(13);
        assertThat(ada.get("/gmail/gmail/v1/users/office@acme.example/profile").status())
                .isEqualTo(403);
    }

    @Test
    void refusesACallerItDoesNotKnowOrThatLacksAScope() {
        var send = sandbox.google()
                .grant(
                        Credentials.GOOGLE_CLIENT_ID,
                        "104200000000000000001",
                        Set.of("https://www.googleapis.com/auth/gmail.send"));

        assertThat(Caller.of(sandbox).get(ME + "/profile").at("/error/status")).isEqualTo("UNAUTHENTICATED");
        Got forbidden = Caller.of(sandbox)
                .with("Authorization", "Bearer " + send.accessToken())
                .get(ME + "/messages");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.at("/error/errors/0/reason")).isEqualTo("insufficientPermissions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from:rosa|3|",
                "from:rosa is:unread|2|",
                "from:(rosa marquez)|3|",
                "from:{mira jonas}|2|",
                "subject:(new -colour)|0|",
                "subject:invoice|1|",
                "subject:\"new colour\"|1|",
                "has:attachment|2|",
                "filename:pdf|1|",
                "is:starred|1|",
                "in:sent|2|",
                "in:spam|1|",
                "label:invoices|2|",
                "rfc822msgid:late-1@nordhang.example|1|",
                "rfc822msgid:<late-1@nordhang.example>|1|",
                "Öfen|1|",
                "金床|1|",
                "floats -is:read|1|",
                "rosa OR jonas is:unread|3|",
                "{from:rosa from:mira} in:inbox|4|",
                "(climbing meet) in:inbox|2|",
                "newer_than:1d|1|",
                "older_than:9d in:inbox|2|",
                "after:2001/01/01 before:2001/02/01|0|",
                "island|0|"
            })
    void findsMailsByGmailsQueryLanguage(String query, int count) {
        Got found = ada.get(ME + "/messages?q=" + Caller.escaped(query));

        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.json().path("messages")).hasSize(count);
    }

    @Test
    void listsPageByPageNewestFirst() {
        Got first = ada.get(ME + "/messages?maxResults=5&labelIds=INBOX");
        Got second = ada.get(ME + "/messages?maxResults=5&labelIds=INBOX&pageToken=" + first.at("/nextPageToken"));

        assertThat(first.json().path("messages")).hasSize(5);
        assertThat(second.json().path("messages")).hasSize(4);
        assertThat(second.json().has("nextPageToken")).isFalse();
        assertThat(ada.get(ME + "/messages/" + first.at("/messages/0/id")).at("/snippet"))
                .contains("Åsgatan 4");
    }

    @Test
    void showsTheTreeOfAMessageAndHandsItsAttachmentOut() {
        String id = find(ada, "subject:invoice has:attachment");
        Got full = ada.get(ME + "/messages/" + id);

        assertThat(full.at("/payload/mimeType")).isEqualTo("multipart/mixed");
        assertThat(decoded(full.at("/payload/parts/0/body/data"))).contains("1,250.00 EUR");
        assertThat(full.at("/payload/parts/1/filename")).isEqualTo("invoice-2044.pdf");
        Got file = ada.get(ME + "/messages/" + id + "/attachments/" + full.at("/payload/parts/1/body/attachmentId"));
        assertThat(decoded(file.at("/data"))).startsWith("%PDF-1.4").endsWith("%%EOF\n");
        assertThat(ada.get(ME + "/messages/" + id + "/attachments/other").status())
                .isEqualTo(404);
    }

    @Test
    void readsEncodedHeadersAndBodies() {
        Got german = ada.get(ME + "/messages/" + find(ada, "from:jm@schmiede.example"));
        Got japanese = ada.get(ME + "/messages/" + find(ada, "from:mira"));

        assertThat(header(german, "Subject")).isEqualTo("Grüße aus der Schmiede – neue Öfen");
        assertThat(header(german, "From")).isEqualTo("Jürgen Müller <jm@schmiede.example>");
        assertThat(decoded(german.at("/payload/body/data"))).contains("Es gibt Kuchen und sehr große Hitze.");
        assertThat(header(japanese, "Subject")).isEqualTo("取材のお礼と次の質問");
        assertThat(decoded(japanese.at("/payload/body/data"))).contains("みら");
    }

    @Test
    void showsAMessageInTheFormatAskedFor() {
        String path = ME + "/messages/" + find(ada, "subject:invoice");

        Got metadata = ada.get(path + "?format=metadata&metadataHeaders=Subject&metadataHeaders=from");
        assertThat(metadata.json().at("/payload/headers")).hasSize(2);
        assertThat(ada.get(path + "?format=minimal").json().has("payload")).isFalse();
        assertThat(decoded(ada.get(path + "?format=raw").at("/raw")))
                .contains("Message-ID: <inv-2044@nordhang.example>");
        assertThat(ada.get(path + "?format=loud").status()).isEqualTo(400);
        assertThat(ada.get(path + "?colour=blue").status()).isEqualTo(400);
    }

    @Test
    void deliversMailBetweenItsAccountsWithoutTheBlindCopies() {
        Got sent = send(
                ada,
                "",
                "To: Office <office@acme.example>\r\nBcc: rosa@climb.example\r\nSubject: Grüße\r\n"
                        + "Message-ID: <mine-1@jarvis.example>\r\n\r\nHallo\r\n");

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.at("/labelIds/0")).isEqualTo("SENT");
        assertThat(sandbox.ledger().timesApplied("gmail.send", "<mine-1@jarvis.example>"))
                .isEqualTo(1);
        String id = find(office, "rfc822msgid:mine-1@jarvis.example");
        Got arrived = office.get(ME + "/messages/" + id);
        assertThat(header(arrived, "Subject")).isEqualTo("Grüße");
        assertThat(header(arrived, "From")).isEqualTo("ada@acme.example");
        assertThat(arrived.json().path("labelIds").toString()).contains("INBOX", "UNREAD");
        assertThat(decoded(office.get(ME + "/messages/" + id + "?format=raw").at("/raw")))
                .doesNotContain("rosa@climb");
    }

    @Test
    void joinsAThreadOnlyWithItsSubjectAndReferences() {
        String late = find(ada, "rfc822msgid:late-2@acme.example");
        String thread = ada.get(ME + "/messages/" + late).at("/threadId");
        String reply = "To: jonas@nordhang.example\r\nSubject: Re: Order 20-1187 is late\r\n"
                + "In-Reply-To: <late-2@acme.example>\r\nReferences: <late-1@nordhang.example> <late-2@acme.example>\r\n\r\nok";

        assertThat(send(ada, thread, reply).at("/threadId")).isEqualTo(thread);
        assertThat(send(ada, "", reply).at("/threadId")).isEqualTo(thread);
        assertThat(send(ada, thread, reply.replace("Order", "Other")).at("/threadId"))
                .isNotEqualTo(thread);
        assertThat(send(ada, thread, "To: jonas@nordhang.example\r\nSubject: Order 20-1187 is late\r\n\r\nok")
                        .at("/threadId"))
                .isNotEqualTo(thread);
        assertThat(send(ada, "ffff", reply).status()).isEqualTo(404);
        assertThat(ada.get(ME + "/threads/" + thread).json().path("messages")).hasSize(4);
        assertThat(ada.get(ME + "/threads?q=" + Caller.escaped("20-1187"))
                        .json()
                        .path("threads")
                        .size())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void takesUploadsOfTheMessageItselfAndOfBothParts() {
        byte[] message = "To: office@acme.example\r\nSubject: up\r\nMessage-ID: <up-1@x>\r\n\r\nup"
                .getBytes(StandardCharsets.UTF_8);
        String related =
                "--r1\r\nContent-Type: application/json\r\n\r\n{}\r\n--r1\r\nContent-Type: message/rfc822\r\n\r\n"
                        + "To: office@acme.example\r\nSubject: up\r\nMessage-ID: <up-2@x>\r\n\r\nup\r\n--r1--";
        String path = "/gmail/upload/gmail/v1/users/me/messages/send?uploadType=";

        assertThat(ada.post(path + "media", "message/rfc822", message).status()).isEqualTo(200);
        assertThat(ada.post(
                                path + "multipart",
                                "multipart/related; boundary=r1",
                                related.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        assertThat(find(office, "rfc822msgid:up-1@x")).isNotEmpty();
        assertThat(find(office, "rfc822msgid:up-2@x")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"raw\":\"%%%\"}", "{\"raw\":\"U3ViamVjdDogeA0KDQp4\"}", "{\"colour\":1}", "[]", "not json"
            })
    void refusesWhatCannotBeSent(String body) {
        Got refused = ada.post(ME + "/messages/send", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/status")).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void filesMessages() {
        String id = find(ada, "subject:invoice");
        String path = ME + "/messages/" + id;

        ada.post(path + "/modify", "{\"addLabelIds\":[\"STARRED\"],\"removeLabelIds\":[\"INBOX\"]}");
        assertThat(ada.get(path).json().path("labelIds").toString())
                .contains("STARRED")
                .doesNotContain("INBOX");
        assertThat(ada.post(path + "/modify", "{\"addLabelIds\":[\"NOPE\"]}").status())
                .isEqualTo(400);
        assertThat(ada.post(path + "/modify", "{\"addLabelIds\":[\"SENT\"]}").status())
                .isEqualTo(400);
        assertThat(ada.post(path + "/modify", "{}").status()).isEqualTo(400);

        ada.post(path + "/trash");
        assertThat(ada.get(ME + "/messages?q=subject:invoice").json().has("messages"))
                .isFalse();
        ada.post(path + "/untrash");
        assertThat(find(ada, "subject:invoice")).isEqualTo(id);
    }

    @Test
    void makesLabels() {
        Got made = ada.post(ME + "/labels", "{\"name\":\"To pay\"}");

        assertThat(made.at("/type")).isEqualTo("user");
        assertThat(ada.post(ME + "/labels", "{\"name\":\"to PAY\"}").status()).isEqualTo(409);
        assertThat(ada.get(ME + "/labels").text()).contains("To pay", "INBOX", "Invoices");
        String invoice = find(ada, "subject:invoice");
        ada.post(ME + "/messages/" + invoice + "/modify", "{\"addLabelIds\":[\"" + made.at("/id") + "\"]}");
        assertThat(find(ada, "label:to-pay")).isEqualTo(invoice);
        assertThat(ada.get(ME + "/labels/" + made.at("/id"))
                        .json()
                        .path("messagesTotal")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void keepsDraftsUntilTheyAreSent() {
        String message = "{\"message\":{\"raw\":\"" + base64("To: office@acme.example\r\nMessage-ID: <d-1@x>\r\n\r\nhi")
                + "\"}}";
        String kept = ada.post(ME + "/drafts", message).at("/id");
        String dropped = ada.post(ME + "/drafts", message).at("/id");

        assertThat(ada.get(ME + "/drafts").json().path("drafts")).hasSize(2);
        assertThat(ada.get(ME + "/drafts/" + kept).at("/message/labelIds/0")).isEqualTo("DRAFT");
        assertThat(ada.delete(ME + "/drafts/" + dropped).status()).isEqualTo(204);
        assertThat(ada.post(ME + "/drafts/send", "{\"id\":\"" + kept + "\"}").at("/labelIds/0"))
                .isEqualTo("SENT");
        assertThat(ada.get(ME + "/drafts").json().has("drafts")).isFalse();
        assertThat(find(office, "rfc822msgid:d-1@x")).isNotEmpty();
        assertThat(ada.post(ME + "/drafts/send", "{\"id\":\"" + kept + "\"}").status())
                .isEqualTo(404);
    }

    @Test
    void tellsWhatChangedSince() {
        String since = ada.get(ME + "/profile").at("/historyId");
        String id = find(ada, "subject:invoice");
        ada.post(ME + "/messages/" + id + "/modify", "{\"removeLabelIds\":[\"INBOX\"]}");
        send(office, "", "To: ada@acme.example\r\nSubject: news\r\n\r\nnews");

        Got all = ada.get(ME + "/history?startHistoryId=" + since);
        Got added = ada.get(ME + "/history?startHistoryId=" + since + "&historyTypes=messageAdded");

        assertThat(all.at("/history/0/labelsRemoved/0/labelIds/0")).isEqualTo("INBOX");
        assertThat(all.json().path("history")).hasSize(2);
        assertThat(added.json().path("history")).hasSize(1);
        assertThat(added.json().at("/history/0/messagesAdded")).hasSize(1);
        assertThat(ada.get(ME + "/history?startHistoryId=1").status()).isEqualTo(404);
        assertThat(ada.get(ME + "/history").status()).isEqualTo(400);
    }

    @Test
    void watchesForSevenDays() {
        Got watching = ada.post(ME + "/watch", "{\"topicName\":\"projects/p/topics/t\",\"labelIds\":[\"INBOX\"]}");

        long ends = Long.parseLong(watching.at("/expiration"));
        assertThat(ends - sandbox.clock().instant().toEpochMilli()).isBetween(604_700_000L, 604_800_000L);
        assertThat(ada.post(ME + "/watch", "{\"topicName\":\"t\"}").status()).isEqualTo(400);
        assertThat(ada.post(ME + "/stop").status()).isEqualTo(200);
    }

    private static Got send(Caller caller, String threadId, String message) {
        String thread = threadId.isEmpty() ? "" : ",\"threadId\":\"" + threadId + "\"";
        return caller.post(ME + "/messages/send", "{\"raw\":\"" + base64(message) + "\"" + thread + "}");
    }

    private static String find(Caller caller, String query) {
        return caller.get(ME + "/messages?q=" + Caller.escaped(query)).at("/messages/0/id");
    }

    private static String header(Got message, String name) {
        for (var header : message.json().at("/payload/headers")) {
            if (header.path("name").stringValue().equalsIgnoreCase(name)) {
                return header.path("value").stringValue();
            }
        }
        return "";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
