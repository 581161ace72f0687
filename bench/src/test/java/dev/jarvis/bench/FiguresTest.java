package dev.jarvis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {
    private static final Path HOME = Path.of("..");

    @Test
    void theReadmeSaysWhatIsStoredAndNothingElse() throws IOException {
        String readme = Files.readString(HOME.resolve("README.md"));

        assertThat(readme)
                .as("README.md; ./jarvis figures writes it anew")
                .isEqualTo(Figures.written(readme, Figures.stored(HOME.resolve("bench/results"))));
    }

    @Test
    void showsTheNewestFigureAndTheNewestPassOfTheLargestSize() {
        List<JsonNode> results = List.of(
                figure("2026-01-01", 900),
                figure("2026-01-02", 1000.4),
                proof("2026-01-01", "full", 1000),
                proof("2026-01-02", "torture", 100));

        String readme = Figures.written(
                "A\n<!-- figures: written by ./jarvis bench and ./jarvis torture -->\nold\n<!-- end of figures -->\nZ",
                results);

        assertThat(readme)
                .startsWith("A\n")
                .endsWith("\nZ")
                .contains("| acts | 1,000 per second, median of 3 | 2026-01-02 |")
                .contains("| P5 | full | rounds 1,000 | 2026-01-01 |")
                .doesNotContain("old", "900", "torture |");
    }

    @Test
    void saysWhereTheHostDisturbedAFigure() {
        JsonNode disturbed = JsonMapper.shared().readTree("""
                {"date": "2026-01-01T10:00:00Z", "figures":
                 {"acts": {"median": 900, "unit": "per second", "all": [1, 2, 3], "stolen percent": 12}}}""");

        assertThat(Figures.written(
                        "<!-- figures: written by ./jarvis bench and ./jarvis torture -->\n<!-- end of figures -->",
                        List.of(disturbed)))
                .contains("median of 3, while the host took up to 12% of the time |");
    }

    private static JsonNode figure(String day, double median) {
        return JsonMapper.shared().readTree("""
                {"date": "%sT10:00:00Z", "figures": {"acts": {"median": %s, "unit": "per second", "all": [1, 2, 3]}}}
                """.formatted(day, median));
    }

    private static JsonNode proof(String day, String size, int rounds) {
        return JsonMapper.shared().readTree("""
                {"protocol": "P5", "size": "%s", "date": "%sT10:00:00Z", "counts": {"rounds": %d, "seed": 7}}
                """.formatted(size, day, rounds));
    }
}
