package dev.jarvis.integration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.platform.problem.SettingRefused;
import dev.jarvis.testing.SharedServerTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;

@SharedServerTest
class EnvironmentAccountsTest {
    @Autowired
    private Observatories observatories;

    @Test
    void startsWithNoNameWhereAnIdIsNeeded() {
        MockEnvironment named = new MockEnvironment()
                .withProperty("JARVIS_ENV_ACCOUNTS_FOR", "0192f0c1-2d3e-7abc-8def-0123456789ab, Acme");

        assertThatThrownBy(() -> new EnvironmentAccounts(named, observatories))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("JARVIS_ENV_ACCOUNTS_FOR")
                .hasMessageContaining("\"Acme\"");
    }
}
