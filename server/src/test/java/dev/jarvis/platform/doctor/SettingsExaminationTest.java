package dev.jarvis.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsExaminationTest {
    /** A whole literal, or a placeholder of the application's own file. */
    private static final Pattern SETTING = Pattern.compile("\"(JARVIS_[A-Z_]*[A-Z])\"|\\$\\{(JARVIS_[A-Z_]+)[:}]");

    @Test
    void knowsEverySettingThatTheSourcesRead() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(java|yaml)"))
                    .toList()) collect(file, read);
        }
        assertThat(read).isNotEmpty();
        for (String name : read)
            assertThat(new SettingsExamination(Map.of(name, "x")).look())
                    .as(name)
                    .allMatch(advice -> advice.level() == Advice.Level.FINE);
    }

    /** All but what the launcher and the tests tell themselves. */
    @Test
    void knowsNoSettingThatTheReadmeDoesNotExplain() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        assertThat(SettingsExamination.KNOWN)
                .filteredOn(name -> !Set.of("JARVIS_HOME", "JARVIS_CHROME").contains(name))
                .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }

    @Test
    void saysNothingOfOtherProgramsSettings() {
        assertThat(new SettingsExamination(Map.of("PATH", "/bin")).look()).isEmpty();
    }

    @Test
    void neverShowsAValue() {
        List<Advice> advice =
                new SettingsExamination(Map.of("JARVIS_MASTER_KEY", "c2VjcmV0", "JARVIS_SECRET", "c2VjcmV0")).look();
        assertThat(advice.toString()).contains("JARVIS_MASTER_KEY").doesNotContain("c2VjcmV0");
    }

    private static void collect(Path file, Set<String> into) throws IOException {
        if (file.endsWith("SettingsExamination.java")) return;
        Matcher found = SETTING.matcher(Files.readString(file));
        while (found.find()) into.add(found.group(1) == null ? found.group(2) : found.group(1));
    }
}
