package dev.jarvis.platform.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One Jarvis a data directory. The system lets go of the lock when the process ends, however it ends. */
record DataLock(FileChannel file) implements AutoCloseable {
    static DataLock take(Path folder) throws IOException {
        FileChannel file =
                FileChannel.open(folder.resolve("jarvis.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isTaken(file)) {
            file.close();
            throw DatabaseFailure.inUse(folder);
        }
        return new DataLock(file);
    }

    private static boolean isTaken(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
