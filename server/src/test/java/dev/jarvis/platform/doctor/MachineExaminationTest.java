package dev.jarvis.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineExaminationTest {
    @Test
    void warnsOfADiskBeforeItIsFull(@TempDir Path data) {
        MachineExamination machine = new MachineExamination(data.resolve("not/there/yet"));
        assertThat(machine.disk(100).level()).isEqualTo(Advice.Level.WRONG);
        assertThat(machine.disk(1000).level()).isEqualTo(Advice.Level.CARE);
        assertThat(machine.disk(100_000).level()).isEqualTo(Advice.Level.FINE);
        assertThat(machine.look()).extracting(Advice::subject).contains("Java", "Machine", "Disk", "Data");
    }

    @Test
    void warnsOfAMachineThatIsTooSmall() {
        assertThat(MachineExamination.memory(256, 1).next()).contains("512 MB");
    }
}
