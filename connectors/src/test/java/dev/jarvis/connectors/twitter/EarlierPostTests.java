package dev.jarvis.connectors.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jarvis.connectors.Connection;
import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the changes that X makes to a text, which the sandbox does not make. */
class EarlierPostTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Tea & cake < 5     | Tea &amp; cake &lt; 5         |                     | true
            Tea   at\\nnine    | Tea at nine                    |                     | true
            Read acme.com  | Read https://t.co/abc          | https://acme.com | true
            Read https://ACME.com/a/B | Read https://t.co/abc | https://acme.com/a/B | true
            Read https://acme.com/a/b | Read https://t.co/abc | https://acme.com/a/B | false
            Café               | Cafe\u0301                     |                     | true
            Tea                | Tea time                       |                     | false
            """)
    void recognisesATextThatXChanged(String ours, String theirs, String expanded, boolean same) {
        String urls = expanded == null ? "" : """
                , "entities": {"urls": [{"url": "https://t.co/abc", "expanded_url": "%s"}]}""".formatted(expanded);

        assertThat(found(
                        "{\"text\": \"%s\"}".formatted(ours),
                        "{\"id\": \"1\", \"text\": \"%s\"%s}".formatted(theirs, urls)))
                .isEqualTo(same);
    }

    @Test
    void leavesOutTheAddressThatOnlyShowsTheMedia() {
        String post = """
                {"id": "1", "text": "Look https://t.co/m", "attachments": {"media_keys": ["3_1"]}, "entities": {"urls": [
                  {"url": "https://t.co/m", "expanded_url": "https://x.com/acme/status/1/photo/1", "media_key": "3_1"}]}}""";

        assertThat(found("""
                {"text": "Look", "media": [{"file": {"name": "a", "mediaType": "image/png", "upload": "1"}}]}""", post)).isTrue();
        assertThat(found("{\"text\": \"Look\"}", post)).isFalse();
    }

    @Test
    void leavesOutWhomAReplyMentionsInFrontAndWhatAQuoteShowsBehind() {
        assertThat(found("{\"text\": \"Thanks\", \"replyTo\": \"7\"}", """
                {"id": "1", "text": "@rosa @jonas Thanks", "referenced_posts": [{"type": "replied_to", "id": "7"}]}""")).isTrue();
        assertThat(found("{\"text\": \"Look\", \"quote\": \"7\"}", """
                {"id": "1", "text": "Look https://t.co/q", "referenced_tweets": [{"type": "quoted", "id": "7"}],
                 "entities": {"urls": [{"url": "https://t.co/q", "expanded_url": "https://twitter.com/a/status/7"}]}}""")).isTrue();
    }

    @Test
    void admitsThatItCannotTellWhenXDoesNotSayWhatIsAnswered() {
        PlatformException unsure = catchThrowableOfType(
                PlatformException.class,
                () -> found(
                        "{\"text\": \"Thanks\", \"replyTo\": \"7\"}", "{\"id\": \"1\", \"text\": \"@rosa Thanks\"}"));

        assertThat(unsure.kind()).isEqualTo(ErrorKind.NO_ANSWER);
    }

    private static boolean found(String wanted, String post) {
        byte[] answer = "{\"data\": [%s]}".formatted(post).getBytes(StandardCharsets.UTF_8);
        Connection x = Connection.answering("twitter", request -> new Reply(200, Map.of(), answer));
        x.context().account(Account.of("42", "@acme"));
        return x.find("tweet", wanted, x.call()).isPresent();
    }
}
