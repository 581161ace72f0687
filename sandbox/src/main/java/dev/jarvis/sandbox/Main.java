package dev.jarvis.sandbox;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the sandbox by itself: {@code --port N} (default 4010, 0 for any free one), {@code --ledger N} requests kept,
 * {@code --redirect-uri URI} for each address the built-in clients may return to.
 */
public final class Main {

    private static final String USAGE = "Usage: [--port N] [--ledger N] [--redirect-uri URI]...";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        SandboxOptions options = SandboxOptions.defaults().withPort(4010);
        Set<String> redirectUris = new LinkedHashSet<>();
        List<String> words = Arrays.asList(arguments);
        if (words.size() % 2 != 0) {
            fail("The last option has no value.");
        }
        for (int i = 0; i < words.size(); i += 2) {
            String value = words.get(i + 1);
            switch (words.get(i)) {
                case "--port" -> options = options.withPort(number(value));
                case "--ledger" -> options = options.withLedgerBound(number(value));
                case "--redirect-uri" -> redirectUris.add(value);
                default -> fail(words.get(i) + " is not an option.");
            }
        }
        serve(options, redirectUris);
    }

    private static void serve(SandboxOptions options, Set<String> redirectUris) throws InterruptedException {
        try (Sandbox sandbox = Sandbox.start(options)) {
            sandbox.register(redirectUris);
            System.out.println("sandbox ready at " + sandbox.baseUri());
            new CountDownLatch(1).await();
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            fail(text + " is not a number.");
            return 0;
        }
    }

    private static void fail(String why) {
        System.err.println(why + "\n" + USAGE);
        System.exit(2);
    }
}
