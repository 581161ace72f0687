package dev.jarvis.platform.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Spares a host that is down, and the threads that would wait for it. When its last twenty calls all came to nothing,
 * further ones are not sent for a pause; then one is tried. What counts is silence, a closed door and a gateway
 * that says so (502, 503, 504); any other answer shows a host that lives.
 */
final class Breakers {
    static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_HOSTS = 10_000;

    private final LoadingCache<String, CircuitBreaker> hosts;

    /** @param after how many calls in a row must come to nothing; 0 for never */
    Breakers(int after, Duration pause) {
        CircuitBreakerConfig config = config(Math.max(1, after), pause);
        hosts = Caffeine.newBuilder()
                .maximumSize(MOST_HOSTS)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(host -> after > 0 ? CircuitBreaker.of(host, config) : alwaysClosed(host, config));
    }

    private static CircuitBreaker alwaysClosed(String host, CircuitBreakerConfig config) {
        CircuitBreaker breaker = CircuitBreaker.of(host, config);
        breaker.transitionToDisabledState();
        return breaker;
    }

    private static CircuitBreakerConfig config(int after, Duration pause) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(after, after, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .waitDurationInOpenState(pause)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordResult(Breakers::isGatewayDown)
                .recordException(Breakers::isDown)
                .ignoreException(e -> !isDown(e) && !(e instanceof PlatformException p && p.status() != 0))
                .build();
    }

    Reply guarding(String host, Supplier<Reply> call) {
        try {
            return hosts.get(host).executeSupplier(call);
        } catch (CallNotPermittedException e) {
            String words = "%s has not answered lately, so it is left alone for a moment.".formatted(host);
            throw new PlatformException(ErrorKind.NOT_SENT, words, 0, PAUSE, e);
        }
    }

    private static boolean isGatewayDown(Object reply) {
        return reply instanceof Reply answered && answered.status() >= 502 && answered.status() <= 504;
    }

    /** A name that leads nowhere, or nowhere allowed, says nothing about a host. */
    private static boolean isDown(Throwable e) {
        return e instanceof PlatformException lost
                && lost.status() == 0
                && !(lost.getCause() instanceof UnknownHostException);
    }
}
