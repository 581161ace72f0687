package dev.jarvis.platform.mail;

import dev.jarvis.platform.problem.SettingRefused;
import dev.jarvis.sdk.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The server that takes Jarvis's mail: {@code smtp://user:password@mail.example.com:587} with STARTTLS, or
 * {@code smtps://...:465} with TLS from the first byte. Without TLS only on this machine.
 */
record SmtpSettings(
        boolean secure,
        String host,
        int port,
        @Nullable String user,
        @Nullable Secret password,
        String from) {
    /** @throws SettingRefused in words for whoever set it */
    static SmtpSettings of(String url, String from) {
        try {
            URI uri = URI.create(url);
            boolean secure = "smtps".equals(uri.getScheme());
            if (!secure && !"smtp".equals(uri.getScheme())) throw refused();
            if (uri.getHost() == null || from.isBlank()) throw refused();
            int port = uri.getPort() > 0 ? uri.getPort() : secure ? 465 : 587;
            String[] who = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            return new SmtpSettings(
                    secure,
                    uri.getHost(),
                    port,
                    who.length > 0 ? decoded(who[0]) : null,
                    who.length > 1 ? Secret.of(decoded(who[1])) : null,
                    from);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    boolean onThisMachine() {
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return host.equals("localhost");
        }
    }

    /** Without the address itself: a password may stand in it. */
    private static SettingRefused refused() {
        return new SettingRefused(
                "JARVIS_SMTP_URL or JARVIS_MAIL_FROM is not what Jarvis can send mail with.",
                "Set the first to smtp://user:password@host:587 or smtps://user:password@host:465, and the second to an address such as jarvis@example.com.");
    }
}
