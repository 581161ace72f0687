package dev.jarvis.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The configuration files of the embedded server: ours as a whole, written again whenever they differ. */
final class PostgresSettings {
    /**
     * Chosen for little memory beside a JVM on a small machine and for durable commits. Errors of statements are not
     * logged here, because the application reports them and their texts would carry row values.
     */
    private static final String CONFIGURATION = """
            # Written by Jarvis at each start. Put changes of your own into local.conf beside this file.
            unix_socket_directories = ''
            # A node holds some 25; one that was killed keeps its own until they are found dead.
            max_connections = 120
            superuser_reserved_connections = 3
            password_encryption = 'scram-sha-256'

            shared_buffers = 128MB
            work_mem = 4MB
            maintenance_work_mem = 32MB
            effective_cache_size = 512MB
            huge_pages = off
            io_method = sync
            max_worker_processes = 2
            max_parallel_workers_per_gather = 0
            max_parallel_maintenance_workers = 0
            autovacuum_max_workers = 2
            autovacuum_naptime = 20s
            jit = off
            random_page_cost = 1.1

            fsync = on
            full_page_writes = on
            synchronous_commit = on
            wal_level = replica
            max_wal_senders = 0
            max_replication_slots = 1
            wal_buffers = 4MB
            min_wal_size = 80MB
            max_wal_size = 1GB

            log_destination = 'stderr'
            logging_collector = off
            log_min_messages = log
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_checkpoints = off
            lc_messages = 'C'
            timezone = 'UTC'
            log_timezone = 'UTC'

            include_if_exists = 'local.conf'
            """;

    private static final String WHO_MAY_CONNECT = """
            # Written by Jarvis at each start.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    static void write(Path cluster, DatabaseAccount account) throws IOException {
        put(cluster.resolve("postgresql.conf"), CONFIGURATION, account);
        put(cluster.resolve("pg_hba.conf"), WHO_MAY_CONNECT, account);
    }

    /** What a database for tests gives up: nothing needs to survive a power cut, and dozens of servers share it. */
    static List<String> forTests() {
        return List.of("fsync=off", "full_page_writes=off", "max_connections=600", "autovacuum=off");
    }

    private static void put(Path file, String text, DatabaseAccount account) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
            account.own(file);
        }
    }

    private PostgresSettings() {}
}
