package dev.jarvis.platform.db;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** {@code ./jarvis database}: the embedded server alone, until it is interrupted; prints the owner's address. */
public final class StandaloneDatabase {
    /** Settings are {@code JARVIS_DATA} and {@code JARVIS_DATABASE_PORT}, as for the server. */
    public static void main(String[] args) throws InterruptedException {
        System.setProperty("logback.configurationFile", "dev/jarvis/platform/db/standalone-logback.xml");
        try {
            serve();
        } catch (DatabaseFailure failure) {
            System.err.println("jarvis: " + failure.getMessage() + " (" + failure.code() + ")");
            System.exit(1);
        }
    }

    private static void serve() throws InterruptedException {
        Path home = Path.of(System.getProperty("jarvis.home", System.getProperty("user.dir")));
        DataDirectory data =
                DataDirectory.choose(System.getenv("JARVIS_DATA"), System.getenv("JARVIS_DATA_NAME"), home);
        EmbeddedPostgres server =
                EmbeddedPostgres.start(data, LoopbackPort.setting(System.getenv("JARVIS_DATABASE_PORT")));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.err.println("The database of " + data.path() + " is running. Keep this address to yourself:");
        System.out.println(server.ownerUrl().withPassword());
        new CountDownLatch(1).await();
    }

    private StandaloneDatabase() {}
}
