package dev.jarvis.platform.crypto;

import dev.jarvis.platform.db.DataDirectory;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.work.Duty;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class CryptoRoom {
    @Bean
    KeyCheck keyCheck(TenantTransactions transactions, JdbcClient jdbc) {
        return new KeyCheck(transactions, jdbc);
    }

    @Bean
    Masters masters(Environment environment, DataDirectory data, KeyCheck check) {
        String given = environment.getProperty("JARVIS_MASTER_KEY");
        String file = environment.getProperty("JARVIS_MASTER_KEY_FILE");
        return Masters.open(MasterKeySource.of(given, file, data.path()), check);
    }

    @Bean
    DataKeysets dataKeysets(Masters masters, TenantTransactions transactions, JdbcClient jdbc) {
        return new DataKeysets(masters, transactions, jdbc);
    }

    @Bean
    Vault vault(DataKeysets keysets, Masters masters) {
        return new Vault(keysets, masters);
    }

    @Bean
    KeyRotation keyRotation(
            Masters masters,
            KeyCheck check,
            DataKeysets keysets,
            ObjectProvider<SealedColumn> columns,
            TenantTransactions transactions,
            JdbcClient jdbc) {
        Resealing resealing = new Resealing(columns.stream().toList(), keysets, transactions, jdbc);
        return new KeyRotation(masters, check, keysets, resealing, transactions, jdbc);
    }

    @Bean
    Duty finishKeyRotation(KeyRotation rotation) {
        return new Duty("finish-key-rotation", Duration.ofHours(1), rotation::finish);
    }

    @Bean
    AnchorSigner anchorSigner(Masters masters, DataDirectory data) {
        return new AnchorSigner(masters, data.path());
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }
}
