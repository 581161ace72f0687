package dev.jarvis.platform.db;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The system account PostgreSQL runs as: our own, or nobody when we are root, because PostgreSQL refuses root. */
record DatabaseAccount(int uid, boolean switched) {
    static final int NOBODY = 65534;

    static DatabaseAccount current() {
        int own = (int) new UnixSystem().getUid();
        return own == 0 ? new DatabaseAccount(NOBODY, true) : new DatabaseAccount(own, false);
    }

    /** The command as this account. The program replaces setpriv, so the process id stays its own. */
    List<String> command(List<String> program) {
        if (!switched) {
            return program;
        }
        return prefixed(setprivOrRefuse(), identity(), program);
    }

    /**
     * As {@link #command}, in a session of its own so that Ctrl-C in our terminal does not reach it before we have
     * drained, and with an interrupt (PostgreSQL's fast shutdown) when the starting thread dies, even by kill -9.
     * macOS has neither program; there a leftover server is stopped by the next start.
     */
    List<String> server(List<String> program) {
        List<String> line = new ArrayList<>();
        Programs.find("setsid").ifPresent(setsid -> line.add(setsid.toString()));
        if (switched) {
            line.add(setprivOrRefuse().toString());
            line.addAll(identity());
            line.add("--pdeathsig=INT");
        } else {
            Programs.find("setpriv").ifPresent(setpriv -> line.addAll(List.of(setpriv.toString(), "--pdeathsig=INT")));
        }
        line.addAll(program);
        return line;
    }

    /** The first folder on the way to the path that this account cannot pass, or null where the way is free. */
    @Nullable
    Path blocking(Path path) {
        if (!switched) {
            return null;
        }
        for (Path folder = path.getRoot(), end = path; folder != null; folder = next(folder, end)) {
            if (Files.isDirectory(folder) && !passes(folder)) {
                return folder;
            }
        }
        return null;
    }

    /** Gives a file or folder that we made to this account. */
    void own(Path path) throws IOException {
        if (switched) {
            Files.setAttribute(path, "unix:uid", uid);
            Files.setAttribute(path, "unix:gid", uid);
        }
    }

    static int ownerOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private boolean passes(Path folder) {
        try {
            var permissions = Files.getPosixFilePermissions(folder);
            return permissions.contains(
                    ownerOf(folder) == uid ? PosixFilePermission.OWNER_EXECUTE : PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Path next(Path folder, Path end) {
        return folder.equals(end) ? null : folder.resolve(end.getName(folder.getNameCount()));
    }

    private List<String> identity() {
        return List.of("--reuid=" + uid, "--regid=" + uid, "--clear-groups");
    }

    private static Path setprivOrRefuse() {
        return Programs.find("setpriv").orElseThrow(DatabaseFailure::rootWithoutSetpriv);
    }

    private static List<String> prefixed(Path program, List<String> options, List<String> rest) {
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        line.addAll(options);
        line.addAll(rest);
        return line;
    }
}
