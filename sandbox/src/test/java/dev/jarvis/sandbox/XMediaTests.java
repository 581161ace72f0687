package dev.jarvis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sandbox.Caller.Got;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class XMediaTests {

    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.defaults().withVideoProcessing(Duration.ofSeconds(30)));
    private final Caller labs = Caller.x(sandbox, "acme_labs");

    @AfterEach
    void stops() {
        sandbox.close();
    }

    @Test
    void putsAnImageTogetherFromItsSegments() {
        String id = announced("tweet_image", "image/png", 6);
        assertThat(multipart(id, 0, "abc".getBytes(StandardCharsets.UTF_8))
                        .json()
                        .at("/data/expires_at")
                        .asLong())
                .isPositive();
        assertThat(labs.post("/x/2/media/upload/" + id + "/finalize").status()).isEqualTo(400);
        assertThat(base64(id, 1, "def").status()).isEqualTo(200);

        Got whole = labs.post("/x/2/media/upload/" + id + "/finalize");

        assertThat(whole.at("/data/media_key")).isEqualTo("3_" + id);
        assertThat(whole.json().at("/data/processing_info").isMissingNode()).isTrue();
        assertThat(post(id).status()).isEqualTo(201);
    }

    @Test
    void keepsBinarySegmentsAsTheyAre() {
        byte[] bytes = new byte[512];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 2 == 0 ? i : "\r\n--".charAt(i % 4));
        }
        String id = announced("tweet_image", "image/png", bytes.length);

        assertThat(multipart(id, 0, bytes).status()).isEqualTo(200);
        assertThat(labs.post("/x/2/media/upload/" + id + "/finalize").status()).isEqualTo(200);
    }

    @Test
    void takesItsTimeOverAVideo() {
        String id = announced("tweet_video", "video/mp4", 3);
        base64(id, 0, "vid");
        Got whole = labs.post("/x/2/media/upload/" + id + "/finalize");

        assertThat(whole.at("/data/processing_info/state")).isEqualTo("in_progress");
        assertThat(whole.json().at("/data/processing_info/check_after_secs").asInt())
                .isEqualTo(30);
        assertThat(post(id).status()).isEqualTo(400);

        sandbox.clock().advance(Duration.ofSeconds(31));
        assertThat(labs.get("/x/2/media/upload?command=STATUS&media_id=" + id).at("/data/processing_info/state"))
                .isEqualTo("succeeded");
        assertThat(post(id).status()).isEqualTo(201);
    }

    @Test
    void describesAnImageForThoseWhoCannotSeeIt() {
        String image = Base64.getEncoder().encodeToString("img".getBytes(StandardCharsets.UTF_8));
        String id = labs.post("/x/2/media/upload", "{\"media\":\"" + image + "\",\"media_category\":\"tweet_image\"}")
                .at("/data/id");

        Got described = labs.post(
                "/x/2/media/metadata",
                "{\"id\":\"" + id + "\",\"metadata\":{\"alt_text\":{\"text\":\"A blue anvil\"}}}");

        assertThat(described.at("/data/associated_metadata/alt_text/text")).isEqualTo("A blue anvil");
        String post = post(id).at("/data/id");
        Got shown = labs.get("/x/2/tweets/" + post + "?expansions=attachments.media_keys&media.fields=alt_text,type");
        assertThat(shown.at("/includes/media/0/alt_text")).isEqualTo("A blue anvil");
    }

    @Test
    void letsNobodyUseAnothersUpload() {
        String id = announced("tweet_image", "image/png", 3);
        base64(id, 0, "abc");
        labs.post("/x/2/media/upload/" + id + "/finalize");
        Caller support = Caller.x(sandbox, "acme_support");

        assertThat(support.post("/x/2/media/upload/" + id + "/finalize").status())
                .isEqualTo(404);
        assertThat(support.post("/x/2/tweets", "{\"text\":\"x\",\"media\":{\"media_ids\":[\"" + id + "\"]}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesAnImageThatIsTooLarge() {
        assertThat(initialize("tweet_image", "image/png", 5 * 1024 * 1024 + 1).status())
                .isEqualTo(400);
        assertThat(initialize("tweet_video", "video/mp4", 5 * 1024 * 1024 + 1).status())
                .isEqualTo(200);
        assertThat(initialize("poster", "image/png", 1).status()).isEqualTo(400);
    }

    private String announced(String category, String type, long size) {
        return initialize(category, type, size).at("/data/id");
    }

    private Got initialize(String category, String type, long size) {
        return labs.post(
                "/x/2/media/upload/initialize",
                "{\"media_category\":\"%s\",\"media_type\":\"%s\",\"total_bytes\":%s}"
                        .formatted(category, type, Long.toString(size)));
    }

    private Got base64(String id, int index, String text) {
        String media = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return labs.post(
                "/x/2/media/upload/" + id + "/append",
                "{\"media\":\"" + media + "\",\"segment_index\":" + Integer.toString(index) + "}");
    }

    private Got multipart(String id, int index, byte[] bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--b0\r\nContent-Disposition: form-data; name=\"segment_index\"\r\n\r\n" + index
                        + "\r\n--b0\r\nContent-Disposition: form-data; name=\"media\"; filename=\"blob\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(bytes);
        body.writeBytes("\r\n--b0--\r\n".getBytes(StandardCharsets.US_ASCII));
        return labs.post("/x/2/media/upload/" + id + "/append", "multipart/form-data; boundary=b0", body.toByteArray());
    }

    private Got post(String mediaId) {
        return labs.post("/x/2/tweets", "{\"media\":{\"media_ids\":[\"" + mediaId + "\"]}}");
    }
}
