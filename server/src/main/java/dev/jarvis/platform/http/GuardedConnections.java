package dev.jarvis.platform.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections only to addresses that the {@link EgressGuard} gave for the host, the port and the scheme: the
 * address checked is the address connected to.
 */
final class GuardedConnections implements HttpClientConnectionOperator {
    private final HttpClientConnectionOperator secure;
    private final HttpClientConnectionOperator plain;

    GuardedConnections(EgressGuard guard, TlsSocketStrategy tls) {
        secure = operator(new GuardedNames(guard, true), tls);
        plain = operator(new GuardedNames(guard, false), tls);
    }

    private static HttpClientConnectionOperator operator(DnsResolver names, TlsSocketStrategy tls) {
        return new DefaultHttpClientConnectionOperator(null, names, scheme -> "https".equals(scheme) ? tls : null);
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost host,
            @Nullable NamedEndpoint name,
            @Nullable Path domainSocket,
            @Nullable InetSocketAddress local,
            Timeout timeout,
            SocketConfig socket,
            @Nullable Object attachment,
            HttpContext context)
            throws IOException {
        if (domainSocket != null || host.getAddress() != null) throw new AddressRefused("Only host names are called.");
        HttpClientConnectionOperator operator = "https".equals(host.getSchemeName()) ? secure : plain;
        operator.connect(connection, host, name, null, local, timeout, socket, attachment, context);
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost host,
            InetSocketAddress local,
            TimeValue timeout,
            SocketConfig socket,
            HttpContext context)
            throws IOException {
        connect(connection, host, null, null, local, Timeout.of(timeout.toDuration()), socket, null, context);
    }

    @Override
    public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
        throw new UnsupportedOperationException("There is no proxy to tunnel through");
    }

    private record GuardedNames(EgressGuard guard, boolean secure) implements DnsResolver {
        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            return guard.addresses(secure, host, port);
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new AddressRefused("An address is allowed for a port, never alone.");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
