package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class LogFileTest {
    @Test
    void liesBesideTheDatabasesOwn(@TempDir Path home) {
        Path data = TestFolders.reachable();

        assertThat(chosen(home, Map.of("JARVIS_DATA", data.toString())))
                .isEqualTo(data.resolve("logs/jarvis.log").toString());
    }

    @Test
    void isForNobodyElseToRead(@TempDir Path home) throws Exception {
        Path data = TestFolders.reachable().resolve("new");

        chosen(home, Map.of("JARVIS_DATA", data.toString()));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isIn("rwx------", "rwx--x--x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("logs"))))
                .isEqualTo("rwx------");
    }

    @Test
    void isWhereTheOperatorSays(@TempDir Path home) {
        assertThat(chosen(home, Map.of("logging.file.name", "/var/log/jarvis.log")))
                .isEqualTo("/var/log/jarvis.log");
    }

    @Test
    void isNotMadeByARehearsalOrASingleCommand(@TempDir Path home) {
        assertThat(chosen(home, Map.of(Rehearsal.SETTING, "true"))).isNull();
        assertThat(chosen(home, Map.of("jarvis.quiet", "true"))).isNull();
    }

    private static @Nullable String chosen(Path home, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("jarvis.home", home.toString());
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", all));
        new LogFile().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("logging.file.name");
    }
}
