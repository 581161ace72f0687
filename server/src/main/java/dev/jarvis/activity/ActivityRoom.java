package dev.jarvis.activity;

import dev.jarvis.observatory.KeptLogs;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.Routes;
import dev.jarvis.platform.crypto.AnchorSigner;
import dev.jarvis.platform.db.DataDirectory;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.work.Duty;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ActivityRoom {
    private static final Duration PULSE = Duration.ofSeconds(15);
    private static final String SCOPE = "activity";

    @Bean
    Routes activityRoutes() {
        return Routes.of(
                Route.get("/api/integrations/activity").by(Permission.READ, SCOPE),
                Route.get("/api/integrations/activity/export").by(Permission.READ, SCOPE),
                Route.get("/api/integrations/activity/stream").by(Permission.READ, SCOPE),
                Route.post("/api/integrations/activity/{id}/erase")
                        .by(Permission.ADMINISTER, SCOPE)
                        .afterStepUp(),
                Route.get("/api/integrations/activity/verify").by(Permission.READ, SCOPE),
                Route.post("/api/console/activity/verify").byCommandLine());
    }

    @Bean
    ActivityLog activityLog(DataSource dataSource, JsonMapper json) {
        return new ActivityLog(new JdbcTemplate(dataSource), json);
    }

    @Bean
    AccessLog accessLog(ActivityLog log) {
        return new AccessLog(log, InstantSource.system());
    }

    @Bean
    AnchorFiles anchorFiles(DataDirectory data) {
        return new AnchorFiles(data.path().resolve("anchors"));
    }

    @Bean
    SealStore sealStore(@Qualifier("pipelineJdbc") JdbcClient pipeline) {
        return new SealStore(pipeline);
    }

    @Bean
    Sealer sealer(
            SealStore seals,
            @Qualifier("pipelineJdbc") JdbcClient pipeline,
            @Qualifier("pipelineDataSource") DataSource pipelineDataSource,
            AnchorFiles files,
            AnchorSigner signer) {
        return new Sealer(
                seals,
                new AnchorStore(pipeline),
                files,
                Notary.of(signer),
                new TransactionTemplate(new JdbcTransactionManager(pipelineDataSource)),
                InstantSource.system());
    }

    @Bean
    ChainCheck chainCheck(
            TenantTransactions transactions, JdbcClient jdbc, AnchorFiles files, AnchorSigner signer, KeptLogs logs) {
        return new ChainCheck(
                transactions, new ChainStore(jdbc), new AnchorStore(jdbc), files, Notary.of(signer), logs::all);
    }

    @Bean
    ActivityList activityList(TenantReads reads) {
        return new ActivityList(reads);
    }

    @Bean
    ActivityExport activityExport(ActivityList list, JsonMapper json) {
        return new ActivityExport(list, json);
    }

    @Bean
    LiveEvents liveEvents(Notices notices) {
        return new LiveEvents(notices);
    }

    @Bean
    LiveRows liveRows(TenantReads reads) {
        return new LiveRows(reads);
    }

    @Bean
    LiveStream liveStream(LiveEvents live, LiveRows rows, JsonMapper json) {
        return new LiveStream(live, rows, json, PULSE);
    }

    @Bean
    Duty sealing(Sealer sealer) {
        return new Duty("seal-activity", Duration.ofSeconds(1), sealer::seal);
    }

    @Bean
    Duty anchoring(Sealer sealer) {
        return new Duty("anchor-activity", Duration.ofMinutes(1), sealer::anchorAll);
    }

    @Bean
    Duty activityPartitions(TenantTransactions transactions, JdbcClient jdbc) {
        return new Duty("activity-partitions", Duration.ofHours(6), new Partitions(transactions, jdbc)::ensure);
    }

    @Bean
    Eraser eraser(TenantTransactions transactions, JdbcClient jdbc, ActivityLog log, ApplicationEventPublisher news) {
        return new Eraser(transactions, jdbc, log, news, InstantSource.system());
    }

    @Bean
    LogRetention logRetention(TenantTransactions transactions, JdbcClient jdbc, ActivityLog log, KeptLogs logs) {
        return new LogRetention(transactions, jdbc, log, logs::all, logs::days, InstantSource.system());
    }

    @Bean
    Duty activityRetention(LogRetention retention) {
        return new Duty("activity-retention", Duration.ofHours(24), retention::round);
    }
}
