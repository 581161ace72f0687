package dev.jarvis.activity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ActivityExportTest {
    private static LogFixture fixture;
    private final ObservatoryId here = LogFixture.observatory();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeAll
    static void open() {
        fixture = new LogFixture();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void writesEveryRowOnceAsJson() throws IOException {
        fixture.write(Stream.generate(() -> Activities.posted(here, "Posted"))
                .limit(2_500)
                .toList());
        fixture.write(Activities.posted(LogFixture.observatory(), "Theirs"));
        export().json(here, ActivityFilter.NONE, out);

        JsonNode items = new JsonMapper().readTree(out.toString(UTF_8));
        assertThat(items.size()).isEqualTo(2_500);
        assertThat(items.valueStream().map(item -> item.get("id").stringValue()).distinct())
                .hasSize(2_500);
        assertThat(out.toString(UTF_8)).doesNotContain("Theirs");
    }

    @Test
    void writesAnEmptyListAsJson() throws IOException {
        export().json(here, ActivityFilter.NONE, out);

        assertThat(out.toString(UTF_8)).isEqualTo("[]");
    }

    @Test
    void writesCsvThatAnyReaderTakesApartTheSameWay() throws IOException {
        fixture.write(Activities.posted(here, "Say \"hi\",\r\nthen go"));
        export().csv(here, ActivityFilter.NONE, out);

        assertThat(out.toString(UTF_8))
                .startsWith("\"id\",\"at\",\"type\"")
                .contains(",\"Say \"\"hi\"\",\r\nthen go\",")
                .contains("\"{\"\"count\"\":\"\"2\"\",\"\"place\"\":\"\"here\"\"}\"")
                .endsWith("\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"})
    void keepsASpreadsheetFromTakingATextForAFormula(String title) throws IOException {
        fixture.write(Activities.posted(here, title + "!"));
        export().csv(here, ActivityFilter.NONE, out);

        assertThat(out.toString(UTF_8)).contains(",\"'" + title + "!\",");
    }

    private static ActivityExport export() {
        return new ActivityExport(fixture.list, new JsonMapper());
    }
}
