package dev.jarvis.integration.oauth;

import dev.jarvis.platform.crypto.Tokens;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.HtmlUtils;

/**
 * The page on which a visit to a platform ends. It closes itself where a script opened its window; the dashboard hears
 * the result from the server, never from here.
 */
final class ClosingPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style nonce="%4$s">body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}</style>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <p>%3$s</p>
            <p><a href="/connections">Back to the connections</a></p>
            <script nonce="%4$s">window.close()</script>
            </html>
            """;

    /** Failures stay open to be read. */
    private static final String CLOSES_ITSELF = "<script nonce=\"%4$s\">window.close()</script>\n";

    static void write(Ending ending, HttpServletResponse response) throws IOException {
        String nonce = Tokens.fresh().reveal();
        response.setStatus(ending instanceof Ending.Failed ? 400 : 200);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'nonce-%1$s'; script-src 'nonce-%1$s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                        .formatted(nonce));
        response.getOutputStream().write(html(ending, nonce).getBytes(StandardCharsets.UTF_8));
    }

    private static String html(Ending ending, String nonce) {
        return switch (ending) {
            case Ending.Connected(String account) ->
                page("Connected", account + " is connected.", "You can close this window.", nonce, true);
            case Ending.ToBeConfirmed(String account) ->
                page(
                        "Almost done",
                        account + " waits to be confirmed.",
                        "A member confirms it under Connections. You can close this window.",
                        nonce,
                        true);
            case Ending.Failed(ConnectSession.Failure why) ->
                page("Not connected", why.message(), why.whatToDo() == null ? "" : why.whatToDo(), nonce, false);
        };
    }

    private static String page(String title, String words, String next, String nonce, boolean closes) {
        return (closes ? PAGE : PAGE.replace(CLOSES_ITSELF, ""))
                .formatted(title, HtmlUtils.htmlEscape(words), HtmlUtils.htmlEscape(next), nonce);
    }

    private ClosingPage() {}
}
