package dev.jarvis;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Makes the superadmin and the first observatory from the shell. */
final class SetupCommand implements Command {
    private final RunningServer server;

    SetupCommand(RunningServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "setup";
    }

    @Override
    public String usage() {
        return "setup --email E --observatory NAME [--name N] [--password-file F] [--json]";
    }

    @Override
    public List<String> options() {
        return List.of("email", "observatory", "name", "password-file");
    }

    @Override
    public void run(Options options, PrintStream out) {
        String email = options.needed("email");
        Map<String, Object> person = new HashMap<>();
        person.put("email", email);
        person.put("observatory", options.needed("observatory"));
        person.put("name", options.optional("name").orElse(email.split("@")[0]));
        Optional<String> password = password(options);
        password.ifPresent(text -> person.put("password", text));
        JsonNode made = server.ask("/api/console/setup", person);
        if (options.json()) out.println(made);
        else tell(out, email, password.isPresent(), made);
    }

    private static void tell(PrintStream out, String email, boolean withPassword, JsonNode made) {
        out.println("Jarvis is set up. %s runs it.".formatted(email));
        out.println("An API key, shown this once: " + made.path("apiKey").asString());
        if (!withPassword) out.println("To sign in, make a link with: ./jarvis user reset --email " + email);
    }

    /** From the file, or typed twice where somebody sits at a terminal. */
    private static Optional<String> password(Options options) {
        Optional<String> file = options.optional("password-file");
        if (file.isPresent()) return Optional.of(firstLine(Path.of(file.get())));
        Console console = System.console();
        return console == null || !console.isTerminal() || options.json()
                ? Optional.empty()
                : Optional.of(typed(console));
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new Refused("The file %s cannot be read.".formatted(file));
        }
    }

    private static String typed(Console console) {
        char[] once = console.readPassword("Password: ");
        char[] twice = console.readPassword("Once more: ");
        if (once == null || !Arrays.equals(once, twice)) throw new Refused("The two passwords differ.");
        return new String(once);
    }
}
