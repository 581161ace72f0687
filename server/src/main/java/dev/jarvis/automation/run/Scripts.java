package dev.jarvis.automation.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jarvis.automation.definition.RuleVersion;
import java.util.UUID;

/** Compiled scripts, as many as memory should hold; a version never changes, so they never grow stale. */
final class Scripts {
    private static final int MOST = 2_000;
    private final Cache<Key, Script> compiled =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private record Key(UUID rule, long number) {}

    Script of(RuleVersion version) {
        return compiled.get(new Key(version.rule(), version.number()), _ -> new Script(version.definition()));
    }
}
