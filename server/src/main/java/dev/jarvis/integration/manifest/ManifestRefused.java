package dev.jarvis.integration.manifest;

import java.util.List;
import java.util.stream.Collectors;

/** A manifest cannot be used; the message names every line and field. */
public final class ManifestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Mistake> mistakes;

    ManifestRefused(String origin, List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n  ", origin + ":\n  ", "")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
