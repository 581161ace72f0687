package dev.jarvis.platform.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.platform.problem.SettingRefused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class NumberedSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "JARVIS_PORT, eighty",
        "JARVIS_PORT, 65536",
        "JARVIS_PORT, -1",
        "JARVIS_PORT, 999999",
        "JARVIS_MANAGEMENT_PORT, 3001 3002",
        "JARVIS_DATABASE_PORT, 5432/tcp",
        "JARVIS_LINGER, soon",
        "JARVIS_LINGER, -5s",
    })
    void refusesAValueByTheSettingsOwnName(String setting, String value) {
        assertThatThrownBy(() -> NumberedSettings.check(new MockEnvironment().withProperty(setting, value)))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("%s is \"%s\"".formatted(setting, value));
    }

    @ParameterizedTest
    @CsvSource({"JARVIS_PORT, 0", "JARVIS_PORT, 65535", "JARVIS_PORT, ''", "JARVIS_LINGER, 10s", "JARVIS_LINGER, 500ms"
    })
    void takesWhatMakesSense(String setting, String value) {
        assertThatCode(() -> NumberedSettings.check(new MockEnvironment().withProperty(setting, value)))
                .doesNotThrowAnyException();
    }
}
