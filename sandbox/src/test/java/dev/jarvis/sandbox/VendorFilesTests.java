package dev.jarvis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sandbox.Caller.Got;
import dev.jarvis.sandbox.ledger.LedgerEntry;
import dev.jarvis.sandbox.vendor.VendorCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares the sandbox with the vendors' own files, where {@code JARVIS_VENDOR_APIS} names their folder. */
class VendorFilesTests {

    private static final String X_ME = "/x/2/users/2244994901";
    private static final String GMAIL_ME = "/gmail/gmail/v1/users/me";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final Caller labs = Caller.x(sandbox, "acme_labs");
    private final Caller ada = Caller.gmail(sandbox, "ada");
    private final List<String> problems = new ArrayList<>();

    @BeforeEach
    void needsTheFiles() {
        if (VendorCheck.folder() == null) {
            System.err.println(
                    "SKIPPED: JARVIS_VENDOR_APIS names no folder, so nothing is checked against vendors' files.");
        }
        Assumptions.assumeTrue(VendorCheck.folder() != null, "JARVIS_VENDOR_APIS is not set");
    }

    @AfterEach
    void stops() {
        sandbox.close();
    }

    @Test
    void answersAsXDescribes() {
        VendorCheck x = check("x.json", "/x");
        String fields = "post.fields=public_metrics,created_at,conversation_id,attachments&expansions=author_id,"
                + "referenced_posts,attachments.media_keys,attachments.poll_ids,in_reply_to_user_id"
                + "&user.fields=public_metrics,created_at&media.fields=alt_text,type&poll.fields=options";
        String post = described(x, () -> labs.post("/x/2/tweets", "{\"text\":\"one\"}"))
                .at("/data/id");
        String poll = "{\"text\":\"p\",\"poll\":{\"options\":[\"a\",\"b\"],\"duration_minutes\":60}}";
        described(x, () -> labs.post("/x/2/tweets", poll));
        described(x, () -> labs.get("/x/2/users/me?user.fields=public_metrics,created_at,description"));
        described(x, () -> labs.get("/x/2/users/by/username/acme_support"));
        described(x, () -> labs.get("/x/2/users/by/username/nobody"));
        described(x, () -> labs.get(X_ME + "/tweets?max_results=5&exclude=replies&" + fields));
        described(x, () -> labs.get(X_ME + "/mentions?" + fields));
        described(x, () -> labs.get("/x/2/tweets/search/recent?query=anvil&" + fields));
        described(x, () -> labs.get("/x/2/tweets/" + post + "?" + fields));
        described(x, () -> labs.get("/x/2/tweets/1"));
        described(x, () -> labs.post(X_ME + "/likes", "{\"tweet_id\":\"" + post + "\"}"));
        described(x, () -> labs.post(X_ME + "/retweets", "{\"tweet_id\":\"" + post + "\"}"));
        described(x, () -> labs.post("/x/2/dm_conversations/with/2244994902/messages", "{\"text\":\"hi\"}"));
        described(x, () -> labs.get("/x/2/dm_events?dm_event.fields=text,created_at&expansions=sender_id"));
        upload(x, "tweet_image", "image/png");
        upload(x, "tweet_video", "video/mp4");
        described(x, () -> labs.delete("/x/2/tweets/" + post));

        assertThat(problems).isEmpty();
    }

    @Test
    void refusesInXsOwnShape() {
        VendorCheck x = check("x.json", "/x");
        Got invalid = labs.get("/x/2/tweets/search/recent");
        Got missing = labs.delete("/x/2/tweets/1");

        assertThat(x.checkReply("GET", "/x/2/tweets/search/recent", 400, invalid.bytes()))
                .isEmpty();
        assertThat(x.checkReply("DELETE", "/x/2/tweets/1", 404, missing.bytes()))
                .isEmpty();
    }

    @Test
    void answersAsGmailDescribes() {
        VendorCheck gmail = check("gmail.json", "/gmail");
        String raw = Base64.getUrlEncoder()
                .encodeToString("To: office@acme.example\r\nSubject: s\r\n\r\nb".getBytes(StandardCharsets.UTF_8));
        described(gmail, () -> ada.get(GMAIL_ME + "/profile"));
        String id = described(
                        gmail, () -> ada.get(GMAIL_ME + "/messages?q=subject:invoice&labelIds=INBOX&maxResults=5"))
                .at("/messages/0/id");
        Got full = described(gmail, () -> ada.get(GMAIL_ME + "/messages/" + id + "?format=full"));
        described(
                gmail,
                () -> ada.get(GMAIL_ME + "/messages/" + id + "?format=metadata&metadataHeaders=To&metadataHeaders=Cc"));
        described(gmail, () -> ada.get(GMAIL_ME + "/messages/" + id + "?format=raw"));
        String attachment = full.at("/payload/parts/1/body/attachmentId");
        described(gmail, () -> ada.get(GMAIL_ME + "/messages/" + id + "/attachments/" + attachment));
        described(gmail, () -> ada.post(GMAIL_ME + "/messages/send", "{\"raw\":\"" + raw + "\"}"));
        described(gmail, () -> ada.post(GMAIL_ME + "/messages/" + id + "/modify", "{\"addLabelIds\":[\"STARRED\"]}"));
        described(gmail, () -> ada.post(GMAIL_ME + "/messages/" + id + "/trash"));
        described(gmail, () -> ada.get(GMAIL_ME + "/labels"));
        described(gmail, () -> ada.get(GMAIL_ME + "/threads?includeSpamTrash=true"));
        described(gmail, () -> ada.get(GMAIL_ME + "/threads/" + full.at("/threadId")));
        described(gmail, () -> ada.post(GMAIL_ME + "/drafts", "{\"message\":{\"raw\":\"" + raw + "\"}}"));
        described(gmail, () -> ada.get(GMAIL_ME + "/history?startHistoryId=1001&historyTypes=labelAdded"));
        described(gmail, () -> ada.post(GMAIL_ME + "/watch", "{\"topicName\":\"projects/p/topics/t\"}"));

        assertThat(problems).isEmpty();
    }

    @Test
    void namesWhatIsWrongWithARequest() {
        VendorCheck x = check("x.json", "/x");
        labs.post("/x/2/tweets", "{\"text\":5,\"colour\":\"blue\"}");
        labs.get("/x/2/tweets/search/recent?max_results=5&tweet.fields=text");
        labs.get("/x/2/users/abc/tweets?exclude=replies,likes");
        labs.post(X_ME + "/likes");
        labs.post("/x/2/tweets", "text/plain", "hi".getBytes(StandardCharsets.UTF_8));
        labs.get("/x/2/spaces");

        List<List<String>> found =
                sandbox.ledger().entries().stream().map(x::check).toList();
        assertThat(found.get(0)).anyMatch(it -> it.contains("text")).anyMatch(it -> it.contains("colour"));
        assertThat(found.get(1))
                .contains("query query: is required")
                .anyMatch(it -> it.startsWith("query tweet.fields: is not a parameter"))
                .anyMatch(it -> it.startsWith("query max_results"));
        assertThat(found.get(2))
                .anyMatch(it -> it.startsWith("path id"))
                .anyMatch(it -> it.startsWith("query exclude"));
        assertThat(found.get(3)).containsExactly("body: is required");
        assertThat(found.get(4)).anyMatch(it -> it.startsWith("body: text/plain is not one of"));
        assertThat(found.get(5)).containsExactly("GET /x/2/spaces: is not in the description");
        assertThat(x.describes("POST", "/x/2/media/metadata")).isFalse();
    }

    private void upload(VendorCheck x, String category, String type) {
        String announced =
                "{\"media_category\":\"%s\",\"media_type\":\"%s\",\"total_bytes\":3}".formatted(category, type);
        String id = described(x, () -> labs.post("/x/2/media/upload/initialize", announced))
                .at("/data/id");
        String form = "--b\r\nContent-Disposition: form-data; name=\"segment_index\"\r\n\r\n0\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"media\"; filename=\"f\"\r\n\r\nabc\r\n--b--\r\n";
        described(
                x,
                () -> labs.post(
                        "/x/2/media/upload/" + id + "/append",
                        "multipart/form-data; boundary=b",
                        form.getBytes(StandardCharsets.US_ASCII)));
        described(x, () -> labs.post("/x/2/media/upload/" + id + "/finalize"));
    }

    private Got described(VendorCheck vendor, Supplier<Got> call) {
        Got got = call.get();
        LedgerEntry entry = sandbox.ledger().entries().getLast();
        vendor.check(entry).forEach(problem -> problems.add("request " + entry.path() + " " + problem));
        vendor.checkReply(entry.method(), entry.path(), got.status(), got.bytes())
                .forEach(problem -> problems.add(entry.path() + " " + problem + " in " + got.text()));
        assertThat(got.status()).as(got.text()).isBetween(200, 201);
        return got;
    }

    private static VendorCheck check(String file, String prefix) {
        Path folder = VendorCheck.folder();
        assertThat(folder).isNotNull();
        return VendorCheck.of(folder.resolve(file), prefix);
    }
}
