package dev.jarvis.integration;

import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Connector;
import dev.jarvis.sdk.Manifest;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A platform as it was registered: its manifest, and what can be done there. Immutable. */
public final class Platform {
    private final Manifest manifest;
    private final Connector connector;
    private final Map<String, Action<?, ?, ?>> actions = new LinkedHashMap<>();

    Platform(Manifest manifest, Connector connector) {
        this.manifest = manifest;
        this.connector = connector;
        for (Action<?, ?, ?> action : connector.actions())
            if (actions.put(action.id(), action) != null)
                throw new IllegalArgumentException("%s declares %s twice".formatted(manifest.id(), action.id()));
    }

    public String id() {
        return manifest.id();
    }

    public String name() {
        return manifest.name();
    }

    public Manifest manifest() {
        return manifest;
    }

    /** In the order people should see them. */
    public Collection<Action<?, ?, ?>> actions() {
        return Collections.unmodifiableCollection(actions.values());
    }

    /** @throws Problem 404 {@code unknown-action}, naming those there are */
    public Action<?, ?, ?> action(String id) {
        Action<?, ?, ?> action = actions.get(id);
        if (action == null) action = Relays.find(id).orElse(null);
        if (action == null)
            throw Problem.of(
                    404,
                    "unknown-action",
                    "%s has no action %s. It has: %s.".formatted(name(), id, String.join(", ", actions.keySet())));
        return action;
    }

    /** What all actions together need. */
    Set<String> scopes() {
        return actions.values().stream()
                .flatMap(action -> action.scopes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A new integration, not yet initialised. */
    public BaseIntegration create() {
        return connector.create();
    }

    @Override
    public String toString() {
        return "Platform[" + id() + "]";
    }
}
