package dev.jarvis.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Short news between nodes by LISTEN and NOTIFY: "this changed, look again". Heard within milliseconds of the sender's
 * commit, by every node, and lost where a node's connection breaks; so whoever listens also looks by itself from time to
 * time, and is told when it may have missed something.
 *
 * <p>A handler runs on the one listening thread: it marks something stale or wakes somebody, and does no work.
 */
public final class Notices implements SmartLifecycle {
    /** What a handler hears after the connection was lost: anything may have changed. */
    public static final String MISSED_SOME = "";

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final int LISTEN_MILLIS = 500;
    private static final long PAUSE_MILLIS = 500;
    private static final int PROOF_EVERY = 40;

    private final DatabaseUrl url;
    private final JdbcClient jdbc;
    private final Map<String, List<Consumer<String>>> handlers = new ConcurrentHashMap<>();
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    Notices(DatabaseUrl url, JdbcClient jdbc) {
        this.url = url;
        this.jdbc = jdbc;
    }

    /** @param channel lower-case letters and underscores. Call before the application is started */
    public void on(String channel, Consumer<String> handler) {
        if (!channel.matches("[a-z_]{1,60}")) throw new IllegalArgumentException("Not a channel's name: " + channel);
        handlers.computeIfAbsent(channel, _ -> new CopyOnWriteArrayList<>()).add(handler);
    }

    /** Tells all nodes, this one included, when the open transaction commits. At most 8,000 bytes; never a secret. */
    public void send(String channel, String payload) {
        jdbc.sql("select pg_notify(:channel, :payload)")
                .param("channel", channel)
                .param("payload", payload)
                .query()
                .listOfRows();
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        running = true;
        Thread.ofVirtual().name("notices").start(this::keepListening);
    }

    private void keepListening() {
        do {
            try (Connection connection = OwnerConnection.connect(url.withPatience(Database.PATIENCE))) {
                listen(connection);
            } catch (SQLException e) {
                LOG.debug("The listening connection ended: {}", e.getMessage());
            }
        } while (!stopsWithin(PAUSE_MILLIS));
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String channel : handlers.keySet()) statement.execute("listen " + channel);
        }
        handlers.values().forEach(each -> tell(each, MISSED_SOME));
        PGConnection postgres = connection.unwrap(PGConnection.class);
        int silent = 0;
        while (stopping.getCount() > 0) {
            PGNotification[] heard = postgres.getNotifications(LISTEN_MILLIS);
            if (heard == null && ++silent % PROOF_EVERY == 0) insistOnLife(connection);
            for (PGNotification one : heard == null ? new PGNotification[0] : heard)
                tell(handlers.getOrDefault(one.getName(), List.of()), one.getParameter());
        }
    }

    /** Silence alone does not tell a quiet server from one that is gone. */
    private static void insistOnLife(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    private static void tell(List<Consumer<String>> handlers, String payload) {
        for (Consumer<String> handler : handlers) {
            try {
                handler.accept(payload);
            } catch (RuntimeException e) {
                LOG.warn("A handler of notices failed", e);
            }
        }
    }

    private boolean stopsWithin(long millis) {
        try {
            return stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
