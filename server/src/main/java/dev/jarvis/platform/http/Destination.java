package dev.jarvis.platform.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a URL leads, read without room for two opinions: what another parser could take for a different host (octal
 * or short IPv4 forms, zone ids, user information, non-ASCII dots) is refused here rather than interpreted.
 *
 * @param host a name in ASCII, or an address literal without brackets
 * @param literal the address when the host is one
 */
record Destination(
        boolean secure, String host, int port, @Nullable InetAddress literal) {
    private static final int LONGEST_URL = 16_384;
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,254}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?");
    private static final Pattern LOOKS_NUMERIC = Pattern.compile("(?:.*\\.)?(?:0[xX][0-9A-Fa-f]*|[0-9]+)\\.?");
    private static final Pattern V4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    static Destination of(String url) throws AddressRefused {
        try {
            return of(new URI(url));
        } catch (URISyntaxException e) {
            throw new AddressRefused("The URL cannot be read: " + e.getReason() + ".");
        }
    }

    static Destination of(URI uri) throws AddressRefused {
        if (uri.toString().length() > LONGEST_URL) throw new AddressRefused("The URL is longer than 16384 characters.");
        boolean secure = isSecure(uri);
        if (uri.getRawUserInfo() != null) throw new AddressRefused("The URL holds a user name or password.");
        String host = uri.getHost();
        if (host == null) throw new AddressRefused("The URL has no host that every parser reads alike.");
        return of(secure, host, port(uri, secure));
    }

    private static Destination of(boolean secure, String host, int port) throws AddressRefused {
        if (host.startsWith("[")) {
            InetAddress address = v6(host.substring(1, host.length() - 1));
            return new Destination(secure, address.getHostAddress(), port, address);
        }
        if (LOOKS_NUMERIC.matcher(host).matches()) return new Destination(secure, host, port, v4(host));
        if (!NAME.matcher(host).matches())
            throw new AddressRefused("The host is not a name in ASCII; write international names as xn--.");
        return new Destination(secure, host, port, null);
    }

    private static boolean isSecure(URI uri) throws AddressRefused {
        if ("https".equalsIgnoreCase(uri.getScheme())) return true;
        if ("http".equalsIgnoreCase(uri.getScheme())) return false;
        throw new AddressRefused("The URL must start with https://.");
    }

    private static int port(URI uri, boolean secure) throws AddressRefused {
        if (uri.getPort() == -1) return secure ? 443 : 80;
        if (uri.getPort() < 1 || uri.getPort() > 65535) throw new AddressRefused("The URL's port is not 1 to 65535.");
        return uri.getPort();
    }

    private static InetAddress v4(String host) throws AddressRefused {
        if (!V4.matcher(host).matches())
            throw new AddressRefused("The host is a number but not an IPv4 address in its plain form.");
        return InetAddress.ofLiteral(host);
    }

    private static InetAddress v6(String host) throws AddressRefused {
        if (!V6.matcher(host).matches()) throw new AddressRefused("The host is not an IPv6 address in its plain form.");
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            throw new AddressRefused("The host is not an IPv6 address in its plain form.");
        }
    }
}
