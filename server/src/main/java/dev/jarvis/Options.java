package dev.jarvis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands behind a command: {@code --name value}, some more than once, and {@code --json}. */
final class Options {
    private static final String JSON = "json";
    private static final String FILE = "";
    private final Map<String, List<String>> values = new HashMap<>();

    /** Words that the command does not know. */
    static final class Misused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Misused(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    static Options of(String[] words, Command command) {
        Options options = new Options();
        for (int i = command.name().split(" ").length; i < words.length; i++) {
            String name = words[i].startsWith("--") ? words[i].substring(2) : "";
            if (name.equals(JSON)) options.add(name, "");
            else if (command.takesAFile() && !words[i].startsWith("-")) options.add(FILE, words[i]);
            else if (!command.options().contains(name)) throw new Misused("'" + words[i] + "' is not known here.");
            else if (++i == words.length) throw new Misused("--" + name + " needs a value.");
            else options.add(name, words[i]);
        }
        return options;
    }

    private void add(String name, String value) {
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    String needed(String name) {
        return optional(name).orElseThrow(() -> new Misused("--" + name + " is needed."));
    }

    Optional<String> optional(String name) {
        List<String> all = all(name);
        if (all.size() > 1) throw new Misused("--" + name + " is given more than once.");
        return all.stream().findFirst();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The one file named, as an absolute path. */
    Path file() {
        List<String> named = all(FILE);
        if (named.size() != 1) throw new Misused("One file is needed.");
        return Path.of(named.getFirst()).toAbsolutePath().normalize();
    }

    boolean json() {
        return values.containsKey(JSON);
    }
}
