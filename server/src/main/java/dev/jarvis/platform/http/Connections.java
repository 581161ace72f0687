package dev.jarvis.platform.http;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sets up the client and its pool of connections.
 *
 * <p>A kept connection may be closed by the server at the very moment we write to it, and then nobody knows whether the
 * call happened. So a connection idle for 100 ms is probed before use (a read of one millisecond), and none is kept
 * longer than four seconds, or a second less than the server announced: the shortest default of common servers is five.
 */
final class Connections {
    private static final int PER_HOST = 200;
    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    private static final TimeValue KEPT = TimeValue.ofSeconds(4);
    private static final long LONGEST_KEPT = 30_000;
    private static final Pattern TIMEOUT = Pattern.compile("timeout=(\\d{1,9})");

    private Connections() {}

    static CloseableHttpClient client(EgressGuard guard, SSLContext tls) {
        return HttpClientBuilder.create()
                .setConnectionManager(pool(guard, tls))
                .setRequestExecutor(new Exchange())
                .setDefaultRequestConfig(calls())
                .setKeepAliveStrategy(Connections::kept)
                .setUserAgent("Jarvis")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictExpiredConnections()
                .build();
    }

    /** {@link Limit} ends calls; the socket's own time-out is a net behind it. */
    private static RequestConfig calls() {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(CONNECT)
                .setResponseTimeout(Timeout.ofSeconds(125))
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static PoolingHttpClientConnectionManager pool(EgressGuard guard, SSLContext tls) {
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager(
                new GuardedConnections(guard, new DefaultClientTlsStrategy(tls)),
                PoolConcurrencyPolicy.LAX,
                PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND,
                wires());
        pool.setDefaultMaxPerRoute(PER_HOST);
        pool.setDefaultSocketConfig(
                SocketConfig.custom().setTcpNoDelay(true).setSoTimeout(CONNECT).build());
        pool.setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(CONNECT).build());
        pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(CONNECT)
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
                .build());
        return pool;
    }

    private static ManagedHttpClientConnectionFactory wires() {
        return ManagedHttpClientConnectionFactory.builder()
                .http1Config(Http1Config.custom()
                        .setMaxLineLength(64 * 1024)
                        .setMaxHeaderCount(200)
                        .setMaxEmptyLineCount(10)
                        .build())
                .responseOutOfOrderStrategy(MonitoringResponseOutOfOrderStrategy.INSTANCE)
                .build();
    }

    private static TimeValue kept(HttpResponse response, HttpContext context) {
        Header header = response.getFirstHeader("Keep-Alive");
        Matcher announced = TIMEOUT.matcher(header == null ? "" : Objects.requireNonNullElse(header.getValue(), ""));
        if (!announced.find()) return KEPT;
        long millis = Long.parseLong(announced.group(1)) * 1000 - 1000;
        return TimeValue.ofMilliseconds(Math.clamp(millis, 1, LONGEST_KEPT)); // zero would mean for ever
    }
}
