package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseConfigurationTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(DatabaseConfiguration.class, DatabaseHealth.class)
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class));

    record Ways(JdbcClient jdbc, @Qualifier("pipelineJdbc") JdbcClient pipeline, DataSource app) {}

    @Test
    void servesFromItsOwnServerWhenNoneIsNamed() throws Exception {
        Path folder = TestFolders.reachable();
        Path home = TestFolders.binaries().getParent();
        runner.withPropertyValues("JARVIS_DATA=" + folder.resolve("data"), "jarvis.home=" + home)
                .withBean(Ways.class)
                .run(context -> {
                    TenantTransactions db = context.getBean(TenantTransactions.class);
                    Ways ways = context.getBean(Ways.class);
                    assertThat(db.<String>global(() -> whoIs(ways.jdbc()))).isEqualTo("jarvis_app");
                    assertThat(whoIs(ways.pipeline())).isEqualTo("jarvis_pipeline");
                    assertThat(context.getBean(HealthIndicator.class)
                                    .health()
                                    .getStatus()
                                    .getCode())
                            .isEqualTo("UP");
                    assertThatThrownBy(() -> whoIs(ways.jdbc())).hasRootCauseInstanceOf(TenantUnbound.class);
                });
        assertThat(PidFile.read(folder.resolve("data/postgres"))).isEmpty();
        Folders.delete(folder);
    }

    @Test
    void entersAServerThatIsNamedAsItsTwoRoles() {
        try (TestDatabase database = TestDatabase.fresh()) {
            runner.withPropertyValues("JARVIS_DATABASE_URL=" + database.url())
                    .withBean(Ways.class)
                    .run(context -> assertThat(whoIs(context.getBean(Ways.class).pipeline()))
                            .isEqualTo("jarvis_pipeline"));
        }
    }

    @Test
    void refusesARoleForTheApplicationThatNoWallHolds() {
        try (TestDatabase database = TestDatabase.fresh()) {
            runner.withPropertyValues(
                            "JARVIS_DATABASE_URL=" + database.url(), "JARVIS_DATABASE_APP_URL=" + database.url())
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .isInstanceOfSatisfying(
                                    DatabaseFailure.class,
                                    e -> assertThat(e.code()).isEqualTo("database-role-without-walls"))
                            .hasMessageContaining("JARVIS_DATABASE_APP_URL"));
        }
    }

    @Test
    void stopsTheStartWithTheReasonWhenNothingAnswers() {
        runner.withPropertyValues("JARVIS_DATABASE_URL=postgresql://a:secret@127.0.0.1:1/jarvis")
                .run(context ->
                        assertThat(context).getFailure().rootCause().isInstanceOf(java.net.ConnectException.class));
        runner.withPropertyValues("JARVIS_DATABASE_URL=postgresql://a:secret@127.0.0.1:1/jarvis")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("No database answers at 127.0.0.1:1/jarvis")
                        .hasMessageNotContaining("secret"));
    }

    @Test
    void saysWhichSettingIsNoAddress() {
        runner.withPropertyValues("JARVIS_DATABASE_URL=mysql://a:secret@b/c")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseInstanceOf(DatabaseFailure.class)
                        .rootCause()
                        .hasMessageContaining("JARVIS_DATABASE_URL")
                        .hasMessageNotContaining("secret"));
    }

    private static String whoIs(JdbcClient jdbc) {
        return jdbc.sql("select current_user").query(String.class).single();
    }
}
