package dev.jarvis;

import dev.jarvis.platform.db.BackupFailure;
import dev.jarvis.platform.db.DataDirectory;
import dev.jarvis.platform.db.Restore;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/** Puts a backup into a data directory without a database; the server is off meanwhile. */
final class RestoreCommand implements Command {
    private final DataDirectory data;

    RestoreCommand(DataDirectory data) {
        this.data = data;
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String usage() {
        return "restore FILE";
    }

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public boolean takesAFile() {
        return true;
    }

    @Override
    public void run(Options options, PrintStream out) {
        try {
            Instant made = new Restore(data).from(options.file());
            out.printf(
                    "%s holds the database as of %s. Put the master.key of that time into it, or set JARVIS_MASTER_KEY, then start Jarvis.%n",
                    data.path(), made);
        } catch (BackupFailure e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }
}
