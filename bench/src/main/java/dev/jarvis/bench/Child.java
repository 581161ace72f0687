package dev.jarvis.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program the bench started: watched until it says it is ready, and ended with the bench. */
final class Child implements AutoCloseable {
    private final Process process;
    private final StringBuffer said = new StringBuffer();
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private Child(Process process, Pattern readyLine) {
        this.process = process;
        // Reading a pipe holds a virtual thread's carrier for as long as nothing is said, and a load has none to spare.
        Thread.ofPlatform().daemon().start(() -> listen(readyLine));
    }

    /**
     * @param environment its settings; it has no others
     * @param readyLine matches the line that says it is ready; its first group is what
     *     {@link #awaitReady} answers
     */
    static Child start(List<String> command, Map<String, String> environment, Path folder, Pattern readyLine)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Surroundings.arrange(builder.environment(), environment);
        return new Child(builder.start(), readyLine);
    }

    String awaitReady(Duration patience) throws InterruptedException {
        try {
            return ready.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            close();
            throw new IllegalStateException("It did not get ready. It said:\n" + said, e);
        }
    }

    long pid() {
        return process.pid();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Its last lines, and whether it is still there. */
    String lastWords() {
        String all = said.toString();
        String state = process.isAlive() ? "It runs." : "It ended with " + process.exitValue() + ".";
        return state + " Its last words:\n" + all.substring(Math.max(0, all.length() - 2_000));
    }

    /** SIGKILL, to it and to nobody else. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP, and after the time SIGCONT. */
    void freeze(Duration time) throws IOException, InterruptedException {
        signal("STOP");
        try {
            Thread.sleep(time);
        } finally {
            signal("CONT");
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
    }

    /** SIGTERM. @throws IllegalStateException when it has not ended in time */
    void stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience))
            throw new IllegalStateException("It did not end in " + patience + ". " + lastWords());
    }

    /** Asks it to end, and insists after a while. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Pattern readyLine) {
        try (BufferedReader lines = process.inputReader()) {
            for (Optional<String> line = next(lines); line.isPresent(); line = next(lines)) {
                said.append(line.get()).append('\n');
                Matcher found = readyLine.matcher(line.get());
                if (found.find()) ready.complete(found.groupCount() > 0 ? found.group(1) : found.group());
            }
        } catch (IOException e) {
            said.append(e);
        }
        ready.completeExceptionally(new IllegalStateException("It ended"));
    }

    private static Optional<String> next(BufferedReader lines) throws IOException {
        return Optional.ofNullable(lines.readLine());
    }
}
