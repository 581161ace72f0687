package dev.jarvis.integration;

import dev.jarvis.integration.upload.Uploads;
import dev.jarvis.observatory.KeptLogs;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.platform.db.Lanes;
import dev.jarvis.platform.db.LastUses;
import dev.jarvis.platform.db.Restored;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.purge.Expiring;
import dev.jarvis.platform.work.Duty;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class LedgerRoom {
    private static final int BATCH = 256;
    private static final int WAITING = 10_000;
    private static final Duration RECOVERY = Duration.ofSeconds(2);

    /** New at each start: what a former life of this node left behind is taken over like anybody else's. */
    private final String node = "node-" + UUID.randomUUID();

    @Bean(destroyMethod = "close")
    CallLedger callLedger(Lanes lanes, JsonMapper json) {
        LedgerBatch batch = new LedgerBatch(json, node, InFlight.LEASE.toSeconds());
        return new CallLedger(lanes.open("calls", BATCH, WAITING, batch), json);
    }

    @Bean(destroyMethod = "close")
    InFlight inFlight(TenantTransactions db, JdbcClient jdbc) {
        return new InFlight(db, jdbc, node);
    }

    @Bean
    Calls calls(JdbcClient jdbc, JsonMapper json) {
        return new Calls(jdbc, json);
    }

    @Bean
    FileStores fileStores(Uploads uploads) {
        return new FileStores(uploads);
    }

    @Bean
    ActionRunner actionRunner(
            IntegrationManager integrations,
            CallLedger ledger,
            InFlight inFlight,
            TenantTransactions db,
            Calls calls,
            FileStores files,
            LastUses uses,
            JsonMapper json) {
        return new ActionRunner(integrations, ledger, inFlight, db, calls, files, uses, json, InstantSource.system());
    }

    @Bean
    Duty callRecovery(
            TenantTransactions db,
            JdbcClient jdbc,
            Catalogue catalogue,
            IntegrationManager integrations,
            CallLedger ledger,
            FileStores files,
            JsonMapper json,
            InFlight inFlight,
            Restored restored) {
        LapsedCalls lapsed = new LapsedCalls(db, jdbc, json, node, inFlight);
        CallRecovery recovery = new CallRecovery(
                lapsed, catalogue, integrations, ledger, files, json, InstantSource.system(), restored);
        return new Duty("call-recovery", RECOVERY, recovery::settle);
    }

    @Bean
    ErasedCalls erasedCalls(JdbcClient jdbc) {
        return new ErasedCalls(jdbc);
    }

    @Bean
    Expiring oldIdempotencyKeys() {
        return Expiring.ofObservatories("idempotency_keys", "expires_at < now()");
    }

    @Bean
    CallRetention callRetention(TenantTransactions db, JdbcClient jdbc, Observatories observatories, KeptLogs logs) {
        return new CallRetention(db, jdbc, observatories, logs);
    }

    @Bean
    Duty forgettingCalls(CallRetention retention) {
        return new Duty("call-retention", Duration.ofHours(24), retention::round);
    }
}
