package dev.jarvis.automation.firing;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.event.Event;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.UuidV7;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** Remembers what it was asked to run, and says what a test wants of runs that go on. */
final class TestEngine implements Engine {
    record Started(UUID rule, long version, JsonNode trigger, String key, int depth) {}

    final List<Started> started = new CopyOnWriteArrayList<>();
    final AtomicInteger unfinished = new AtomicInteger();
    final AtomicInteger depth = new AtomicInteger();
    private final ConcurrentHashMap<String, UUID> keys = new ConcurrentHashMap<>();

    @TestConfiguration(proxyBeanMethods = false)
    static class Instead {
        @Bean
        @Primary
        TestEngine testEngine() {
            return new TestEngine();
        }
    }

    List<Started> of(UUID rule) {
        return started.stream().filter(one -> one.rule().equals(rule)).toList();
    }

    @Override
    public Optional<UUID> start(RuleVersion rule, Reason reason, JsonNode trigger, String key, int depth) {
        UUID run = UuidV7.next();
        if (keys.putIfAbsent(rule.rule() + key, run) != null) return Optional.empty();
        started.add(new Started(rule.rule(), rule.number(), trigger, key, depth));
        return Optional.of(run);
    }

    @Override
    public int unfinished(ObservatoryId observatory, UUID rule) {
        return unfinished.get();
    }

    @Override
    public void heard(ObservatoryId observatory, String type, JsonNode event) {}

    @Override
    public int depthOf(ObservatoryId observatory, Event event) {
        return depth.get();
    }
}
