package dev.jarvis.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server plans while its tables are empty it may keep for a long time, so that plan must be the good one. */
class ActivityPlansTest {
    private static final ObservatoryId HERE = LogFixture.observatory();
    private static LogFixture fixture;

    @BeforeAll
    static void open() {
        fixture = new LogFixture();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', _pkey",
        "history=true, _pkey",
        "q=x, _pkey",
        "action=a, _pkey",
        "actor=agent, _pkey",
        "from=2026-01-01T00:00:00Z, _pkey",
        "type=post, _type_id_idx",
        "status=failed, _status_id_idx",
        "integration=018f0000-0000-7000-8000-000000000000, _integration_id_id_idx",
        "call=018f0000-0000-7000-8000-000000000000, _call_id_id_idx"
    })
    void readsAPageInTheOrderOfAnIndexAndLooksCallsUp(String query, String index) throws SQLException {
        ActivityFilter filter = ActivityListTest.filter(query);
        for (UUID before : new UUID[] {null, new UUID(Long.MAX_VALUE, 0)}) {
            ActivityList.Query page = ActivityList.Query.page(HERE, filter, before, 51, ActivityList.LOOKED_AT);
            String plan = plan(fixture.database.unguardedAppDataSource(), page.sql(), page.values());

            assertThat(plan).doesNotContain("Seq Scan", "Sort  ", "Bitmap", "Hash", "Materialize");
            assertThat(plan)
                    .containsPattern("Index Scan Backward using activity_logs_\\d{4}_\\d{2}(_observatory_id)?"
                            + Pattern.quote(index));
            assertThat(plan.contains("call_id_id_idx")).isEqualTo(!filter.history());
        }
    }

    @Test
    void findsUnsealedRowsByTheirTransaction() throws SQLException {
        assertThat(plan(fixture.database.pipelineDataSource(), SealStore.UNSEALED, "3", "900", "5000"))
                .doesNotContain("Seq Scan", "Bitmap", "Hash")
                .containsPattern("Index Scan using activity_logs_\\d{4}_\\d{2}_xid_idx")
                .contains("activity_seals_activity");
    }

    @Test
    void readsTheStreamAndTheChainByTheirPlace() throws SQLException {
        assertThat(plan(fixture.database.pipelineDataSource(), ChainStore.LINKS, HERE, "7", "1000"))
                .doesNotContain("Seq Scan", "Bitmap", "Hash")
                .contains("using activity_seals_pkey");
        assertThat(plan(fixture.database.pipelineDataSource(), SealStore.HEADS, "{" + HERE + "}"))
                .doesNotContain("Seq Scan", "Bitmap", "Hash")
                .contains("using activity_seals_pkey");
    }

    private static String plan(DataSource role, String query, Object... values) throws SQLException {
        AtomicInteger number = new AtomicInteger();
        String numbered = Pattern.compile("\\?").matcher(query).replaceAll(_ -> "\\$" + number.incrementAndGet());
        String given = values.length == 0
                ? ""
                : Stream.of(values).map(value -> "'" + value + "'").collect(Collectors.joining(",", "(", ")"));
        try (Connection connection = role.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan; prepare planned as " + numbered);
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery("explain execute planned" + given)) {
                while (lines.next()) plan.append(lines.getString(1)).append('\n');
            } finally {
                statement.execute("deallocate planned");
            }
            return plan.toString();
        }
    }
}
