package dev.jarvis.platform.db;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be used as things stand. The message says what happened, to which thing, and what to do now;
 * {@link #code()} is stable and in kebab case. It never carries a password.
 *
 * <p>All codes are made in this class, one factory each, so that the list is in one place.
 */
public final class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String what;
    private final String next;

    DatabaseFailure(String code, String what, String next, @Nullable Throwable cause) {
        super(what + " " + next, cause);
        this.code = code;
        this.what = what;
        this.next = next;
    }

    DatabaseFailure(String code, String what, String next) {
        this(code, what, next, null);
    }

    /** Stable, in kebab case, for example {@code database-port-taken}. */
    public String code() {
        return code;
    }

    /** What happened, and to which thing. */
    public String what() {
        return what;
    }

    /** The step that helps, as a full sentence. */
    public String next() {
        return next;
    }

    static DatabaseFailure portTaken(int port) {
        return new DatabaseFailure(
                "database-port-taken",
                "Port " + port + " on 127.0.0.1, asked for by JARVIS_DATABASE_PORT, is used by another program.",
                "Stop that program, or leave JARVIS_DATABASE_PORT out and a free port is taken.");
    }

    static DatabaseFailure badPort(String value) {
        return new DatabaseFailure(
                "database-port-invalid",
                "JARVIS_DATABASE_PORT is \"" + value + "\", which is not a port.",
                "Use a number up to 65535, for example 5439, or 0 for any free one.");
    }

    static DatabaseFailure unwritable(Object path, @Nullable Throwable cause) {
        return new DatabaseFailure(
                "data-directory-unwritable",
                "The data directory " + path + " cannot be written.",
                "Give this user write access to it, or set JARVIS_DATA to a folder that can be written.",
                cause);
    }

    static DatabaseFailure unreachable(Object path, Object blocking) {
        return new DatabaseFailure(
                "data-directory-unreachable",
                "The data directory " + path + " lies behind " + blocking
                        + ", which is closed to the account PostgreSQL runs as (uid " + DatabaseAccount.NOBODY + ").",
                "Run `chmod o+x " + blocking + "`, or set JARVIS_DATA to a folder outside of it.");
    }

    static DatabaseFailure foreign(Object path, String why) {
        return new DatabaseFailure(
                "data-directory-foreign",
                path + " was not made by Jarvis: " + why + ".",
                "Set JARVIS_DATA to an empty folder, or JARVIS_DATABASE_URL to a running server.");
    }

    static DatabaseFailure ownedByAnother(Object path, int owner, int expected) {
        return new DatabaseFailure(
                "data-directory-of-another-user",
                path + " belongs to uid " + owner + ", but PostgreSQL would run as uid " + expected + " here.",
                "Start Jarvis as the user who made it (" + (owner == DatabaseAccount.NOBODY ? "root" : "uid " + owner)
                        + "), or hand the folder over with chown -R.");
    }

    static DatabaseFailure inUse(Object path) {
        return new DatabaseFailure(
                "data-directory-in-use",
                "Another Jarvis is running on the data directory " + path + ".",
                "Stop it first, or set JARVIS_DATA to another folder.");
    }

    static DatabaseFailure otherMajor(Object path, String found, String ours) {
        return new DatabaseFailure(
                "database-other-major",
                path + " holds data of PostgreSQL " + found + "; this Jarvis runs PostgreSQL " + ours + ".",
                "Start it with the Jarvis release that wrote it (`./jarvis database`), copy it with pg_dump into an"
                        + " empty folder of this release (JARVIS_DATA), then start here.");
    }

    static DatabaseFailure diskFull(Object path, @Nullable Throwable cause) {
        return new DatabaseFailure(
                "database-disk-full",
                "The disk that holds " + path + " is full.",
                "Free at least " + PostgresCluster.ROOM_NEEDED_MB + " MB there and start again; no data was changed.",
                cause);
    }

    static DatabaseFailure noBinaries(String platform) {
        return new DatabaseFailure(
                "database-binaries-missing",
                "This build carries no PostgreSQL for " + platform + ".",
                "Set JARVIS_DATABASE_URL to a running PostgreSQL 18, or build on this machine with ./jarvis.");
    }

    static DatabaseFailure binariesDoNotRun(Object program, @Nullable Throwable cause) {
        return new DatabaseFailure(
                "database-binaries-do-not-run",
                "The PostgreSQL program " + program + " does not run on this system.",
                "Check that its disk is not mounted noexec and that this is a glibc system, or set"
                        + " JARVIS_DATABASE_URL to a running PostgreSQL 18.",
                cause);
    }

    static DatabaseFailure rootWithoutSetpriv() {
        return new DatabaseFailure(
                "database-cannot-run-as-root",
                "PostgreSQL refuses to run as root and the program setpriv, which changes the user, is missing.",
                "Install util-linux, or start Jarvis as an ordinary user.");
    }

    static DatabaseFailure didNotStart(Object where, String lastWords) {
        return new DatabaseFailure(
                "database-did-not-start",
                "PostgreSQL ended while starting: " + lastWords + ".",
                "Correct that, then start again; it was said by or in " + where + ".");
    }

    static DatabaseFailure stillStopping(Object path) {
        return new DatabaseFailure(
                "database-still-stopping",
                "An earlier PostgreSQL still holds " + path + ".",
                "Wait until it has ended, or end the process named in the first line of postmaster.pid there.");
    }

    static DatabaseFailure notOurs(int port, String found) {
        return new DatabaseFailure(
                "database-not-ours",
                "The server on port " + port + " serves another data directory (" + found + ").",
                "Stop that server, or remove the file postgres.port in the data directory.");
    }

    static DatabaseFailure badUrl(String setting, String why) {
        return new DatabaseFailure(
                "database-url-invalid",
                setting + " is not a database address: " + why + ".",
                "Write it as postgresql://user:password@host:5432/database.");
    }

    static DatabaseFailure passwordRefused(String user, String address, @Nullable Throwable cause) {
        return new DatabaseFailure(
                "database-password-refused",
                "The database at " + address + " refuses the password of " + user + ".",
                "Correct it in JARVIS_DATABASE_URL (or JARVIS_DATABASE_APP_URL); for the built-in database put the"
                        + " file database-secret back from the backup of the data directory.",
                cause);
    }

    static DatabaseFailure serverUnreachable(String address, @Nullable Throwable cause) {
        return new DatabaseFailure(
                "database-unreachable",
                "No database answers at " + address + ".",
                "Check the host, port and database name in JARVIS_DATABASE_URL and that the server runs.",
                cause);
    }

    static DatabaseFailure refused(String address, String words, @Nullable Throwable cause) {
        return new DatabaseFailure(
                "database-refused",
                "The database at " + address + " refuses to serve: " + words + ".",
                "Correct that, then start again.",
                cause);
    }

    static DatabaseFailure poolerInTransactionMode(String address) {
        return new DatabaseFailure(
                "database-pooler-unusable",
                address + " is a connection pooler in transaction mode: it moves a session between server"
                        + " connections, which breaks LISTEN and settings.",
                "Use the server's direct address or a pooler in session mode (Supabase: port 5432 instead of 6543).");
    }

    static DatabaseFailure roleWithoutWalls(String user, String fault) {
        return new DatabaseFailure(
                "database-role-without-walls",
                "The user " + user + " of JARVIS_DATABASE_APP_URL " + fault
                        + ": the wall between observatories does not hold it.",
                "Give jarvis_app LOGIN and a password and enter as that role:"
                        + " postgresql://jarvis_app:password@host:5432/database.");
    }

    static DatabaseFailure mayNotMakeRoles(String user, @Nullable Throwable cause) {
        return new DatabaseFailure(
                "database-roles-not-allowed",
                "The user " + user + " of JARVIS_DATABASE_URL may not give jarvis_app and jarvis_pipeline a login.",
                "Give both roles LOGIN and a password yourself and set JARVIS_DATABASE_APP_URL to"
                        + " postgresql://jarvis_app:password@host:5432/database.",
                cause);
    }
}
