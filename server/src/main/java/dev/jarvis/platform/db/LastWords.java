package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What PostgreSQL said before it ended, and what that means. Its messages are in English because lc_messages is C. */
record LastWords(String text) {
    private static final int ENOUGH = 4000;
    private static final Pattern STAMP = Pattern.compile("^\\S+ \\S+ UTC \\[\\d+] ");

    static LastWords of(String text) {
        return new LastWords(text.substring(Math.max(0, text.length() - ENOUGH)));
    }

    /** The end of a log, from the byte where this start began to write. */
    static LastWords in(Path log, long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(from, file.length() - ENOUGH));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            return new LastWords(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    boolean portIsTaken() {
        return text.contains("Address already in use");
    }

    boolean lockFileExists() {
        return text.contains("lock file \"postmaster.pid\" already exists")
                || text.contains("pre-existing shared memory block");
    }

    DatabaseFailure failure(Path where, Path data) {
        if (text.contains("No space left on device")) {
            return DatabaseFailure.diskFull(data, null);
        }
        if (text.contains("cannot execute")
                || text.contains("failed to execute")
                || text.contains("error while loading shared")) {
            return DatabaseFailure.binariesDoNotRun(where, null);
        }
        if (lockFileExists()) {
            return DatabaseFailure.stillStopping(data);
        }
        return DatabaseFailure.didNotStart(where, lastLine());
    }

    /** The last line that names a reason, else simply the last one. */
    String lastLine() {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.reversed().stream()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:"))
                .findFirst()
                .or(() -> lines.reversed().stream().findFirst())
                .map(line -> STAMP.matcher(line).replaceFirst(""))
                .orElse("it said nothing");
    }
}
