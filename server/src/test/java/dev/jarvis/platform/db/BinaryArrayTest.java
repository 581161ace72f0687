package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.platform.db.BinaryArray.Of;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryArrayTest {
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static Stream<Arguments> columns() {
        UUID id = UUID.fromString("ffffffff-0000-7fff-8000-0123456789ab");
        return Stream.of(
                Arguments.of(Of.UUIDS, Arrays.asList(id, null), Arrays.asList(id.toString(), null)),
                Arguments.of(
                        Of.TEXTS,
                        Arrays.asList("", null, "null", "{\"a\",\\}", "İğ\n🙂"),
                        Arrays.asList("", null, "null", "{\"a\",\\}", "İğ\n🙂")),
                Arguments.of(
                        Of.JSONS,
                        Arrays.asList("{\"b\": [1, null], \"a\": \"ß\"}", null, "null"),
                        Arrays.asList("{\"a\": \"ß\", \"b\": [1, null]}", null, "null")),
                Arguments.of(
                        Of.BYTES,
                        Arrays.asList(new byte[] {0, -1, 127}, new byte[0], null),
                        Arrays.asList("\\x00ff7f", "\\x", null)),
                Arguments.of(
                        Of.INTEGERS,
                        Arrays.asList(Integer.MIN_VALUE, null, 7),
                        Arrays.asList("-2147483648", null, "7")),
                Arguments.of(
                        Of.LONGS,
                        Arrays.asList(Long.MAX_VALUE, -1L, null),
                        Arrays.asList("9223372036854775807", "-1", null)),
                Arguments.of(
                        Of.TIMES,
                        Arrays.asList(
                                Instant.parse("1999-12-31T23:59:59.999999Z"),
                                Instant.parse("2026-11-23T10:20:30.123456789Z"),
                                null),
                        Arrays.asList("1999-12-31 23:59:59.999999+00", "2026-11-23 10:20:30.123456+00", null)));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void arrivesAsItWasGiven(Of type, List<@Nullable Object> given, List<@Nullable String> arrived)
            throws SQLException {
        assertThat(sent(type, given)).isEqualTo(arrived);
    }

    @ParameterizedTest
    @EnumSource
    void mayBeEmptyOrHoldNothingButNulls(Of type) throws SQLException {
        assertThat(sent(type, List.of())).isEmpty();
        assertThat(sent(type, Arrays.asList(null, null))).containsExactly(null, null);
    }

    @Test
    void isRefusedByTheDatabaseWhereTextHoldsWhatItCannotKeep() {
        assertThatThrownBy(() -> sent(Of.TEXTS, List.of("a\u0000b")))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22021"));
        assertThatThrownBy(() -> sent(Of.JSONS, List.of("{\"a\":")))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22P02"));
    }

    private static List<@Nullable String> sent(Of type, List<? extends @Nullable Object> values) throws SQLException {
        BinaryArray array = new BinaryArray(type, values);
        try (Connection link = database.pipelineDataSource().getConnection();
                PreparedStatement statement =
                        link.prepareStatement("select v::text from unnest(?::%s) as t(v)".formatted(array.getType()))) {
            link.createStatement().execute("set time zone 'UTC'");
            statement.setObject(1, array);
            List<@Nullable String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) found.add(rows.getString(1));
            }
            return found;
        }
    }
}
