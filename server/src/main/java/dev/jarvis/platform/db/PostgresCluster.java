package dev.jarvis.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's own files of one data directory: made once, and recognised or refused at each later start. */
record PostgresCluster(DataDirectory data, DatabaseAccount account) {
    static final String FOLDER = "postgres";
    static final String MAJOR = "18";
    static final String SUPERUSER = "postgres";
    static final String OWNER = "jarvis_owner";
    static final String DATABASE = "jarvis";
    static final int ROOM_NEEDED_MB = 128;

    Path path() {
        return data.cluster();
    }

    /** The secret of the cluster, which is made first when there is none. */
    DatabaseSecret openOrMake(PostgresBinaries binaries) throws IOException {
        refuseACrowdedDisk();
        Optional<DatabaseSecret> secret = DatabaseSecret.readFrom(data.path());
        DatabaseSecret opened = isMade() ? recognised(secret) : make(binaries, secret);
        PostgresSettings.write(path(), account);
        return opened;
    }

    private boolean isMade() throws IOException {
        if (Files.exists(data.path().resolve("PG_VERSION"))) {
            throw DatabaseFailure.foreign(data.path(), "it is itself the data directory of a PostgreSQL server");
        }
        if (Folders.isEmptyOrMissing(path())) {
            return false;
        }
        refuseAnotherOwner();
        return true;
    }

    private void refuseAnotherOwner() throws IOException {
        int owner = DatabaseAccount.ownerOf(path());
        if (owner != account.uid()) {
            throw DatabaseFailure.ownedByAnother(path(), owner, account.uid());
        }
    }

    private DatabaseSecret recognised(Optional<DatabaseSecret> secret) throws IOException {
        Path version = path().resolve("PG_VERSION");
        if (!Files.exists(version)) {
            throw DatabaseFailure.foreign(path(), "it holds files, but no PostgreSQL data");
        }
        String found = Files.readString(version).strip();
        if (!found.equals(MAJOR)) {
            throw DatabaseFailure.otherMajor(path(), found, MAJOR);
        }
        return secret.orElseThrow(() -> DatabaseFailure.foreign(path(), "the file database-secret is missing"));
    }

    /** Everything happens in a folder beside it, and the rename is last: a folder with the final name is whole. */
    private DatabaseSecret make(PostgresBinaries binaries, Optional<DatabaseSecret> earlier) throws IOException {
        DatabaseSecret secret = earlier.isPresent() ? earlier.get() : DatabaseSecret.createIn(data.path());
        Path partial = data.path().resolve(FOLDER + ".partial");
        Folders.delete(partial);
        Files.createDirectory(
                partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(partial);
        Path folder = partial.resolve("data");
        initialise(binaries, folder, secret, partial.resolve("password"));
        addOwner(binaries, folder, secret);
        Files.move(folder, path(), StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(partial);
        return secret;
    }

    private void initialise(PostgresBinaries binaries, Path folder, DatabaseSecret secret, Path passwordFile)
            throws IOException {
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, secret.passwordOf(SUPERUSER));
        account.own(passwordFile);
        new PostgresProgram(binaries.program("initdb"), account, data.path())
                .run(
                        List.of(
                                "--pgdata=" + folder,
                                "--username=" + SUPERUSER,
                                "--pwfile=" + passwordFile,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--no-instructions"),
                        "");
    }

    /** The owner of our tables is no superuser, so that migrations do here only what they may do on a hosted server. */
    private void addOwner(PostgresBinaries binaries, Path folder, DatabaseSecret secret) throws IOException {
        String statements = """
                create role %1$s login createrole password '%2$s'
                grant pg_read_all_settings to %1$s
                create database %3$s owner %1$s
                """.formatted(OWNER, secret.passwordOf(OWNER), DATABASE);
        new PostgresProgram(binaries.program("postgres"), account, data.path())
                .run(
                        List.of("--single", "-D", folder.toString(), "-c", "log_min_messages=warning", "template1"),
                        statements);
    }

    private void refuseACrowdedDisk() throws IOException {
        if (Files.getFileStore(data.path()).getUsableSpace() < ROOM_NEEDED_MB * 1024L * 1024L) {
            throw DatabaseFailure.diskFull(data.path(), null);
        }
    }
}
