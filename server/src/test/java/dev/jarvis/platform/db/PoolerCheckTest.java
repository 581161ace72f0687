package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolerCheckTest {
    private final Path folder = TestFolders.reachable();
    private final EmbeddedPostgres server = EmbeddedPostgres.start(
            new DataDirectory(folder.resolve("data"), TestFolders.binaries(), false), 0, PostgresSettings.forTests());

    @BeforeEach
    void trustThePooler() throws Exception {
        Path rules = server.clusterPath().resolve("pg_hba.conf");
        Files.writeString(
                rules, "host all " + PostgresCluster.OWNER + " 127.0.0.1/32 trust\n" + Files.readString(rules));
        try (OwnerConnection superuser = OwnerConnection.open(server.superuserUrl())) {
            superuser.oneText("select pg_reload_conf()");
        }
    }

    @AfterEach
    void tidy() throws IOException {
        server.close();
        Folders.delete(folder);
    }

    @Test
    void refusesAPoolerThatMovesSessionsAndNamesWhatToUse() throws Exception {
        try (PoolerStandIn pooler = new PoolerStandIn(server.ownerUrl(), 5, false)) {
            assertThatThrownBy(() -> check(pooler))
                    .isInstanceOfSatisfying(
                            DatabaseFailure.class,
                            failure -> org.assertj.core.api.Assertions.assertThat(failure.code())
                                    .isEqualTo("database-pooler-unusable"))
                    .hasMessageContaining("session mode");
        }
    }

    @Test
    void refusesAPoolerWithOneConnectionForEverybody() throws Exception {
        try (PoolerStandIn pooler = new PoolerStandIn(server.ownerUrl(), 1, false)) {
            assertThatThrownBy(() -> check(pooler)).isInstanceOf(DatabaseFailure.class);
        }
    }

    @Test
    void acceptsAPoolerThatKeepsSessions() throws Exception {
        try (PoolerStandIn pooler = new PoolerStandIn(server.ownerUrl(), 8, true)) {
            assertThatCode(() -> check(pooler)).doesNotThrowAnyException();
        }
    }

    @Test
    void acceptsADirectConnection() {
        assertThatCode(() -> check(server.ownerUrl())).doesNotThrowAnyException();
    }

    private static void check(PoolerStandIn pooler) {
        check(new DatabaseUrl(
                "127.0.0.1", pooler.port(), PostgresCluster.DATABASE, PostgresCluster.OWNER, "any", Map.of()));
    }

    private static void check(DatabaseUrl url) {
        try (OwnerConnection owner = OwnerConnection.open(url)) {
            owner.insistOnASession();
        }
    }
}
