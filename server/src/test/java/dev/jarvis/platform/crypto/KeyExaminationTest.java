package dev.jarvis.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.platform.doctor.Advice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyExaminationTest {
    @TempDir
    private Path data;

    @Test
    void findsNothingWrongWithAKeyThatIsMadeAtTheFirstStart() {
        assertThat(advice().toString()).contains("made at the first start");
    }

    @Test
    void missesTheKeyOfADatabaseThatIsThereAlready() throws IOException {
        Files.createDirectories(data.resolve("postgres"));

        assertThat(advice().toString()).contains("sealed with a master key that is not here", "JARVIS_MASTER_KEY_FILE");
    }

    private List<Advice> advice() {
        return new KeyExamination(Map.of(), data).look();
    }
}
