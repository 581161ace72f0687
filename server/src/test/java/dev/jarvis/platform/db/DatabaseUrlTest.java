package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void readsTheUsualForm() {
        DatabaseUrl url = parse("postgresql://ada:p%40ss%2Fw+rd@db.example.org:6432/jarvis?sslmode=require");

        assertThat(url)
                .isEqualTo(new DatabaseUrl(
                        "db.example.org", 6432, "jarvis", "ada", "p@ss/w+rd", Map.of("sslmode", "require")));
        assertThat(parse(url.withPassword())).isEqualTo(url);
    }

    @Test
    void readsTheJavaForm() {
        DatabaseUrl url = parse("jdbc:postgresql://localhost/jarvis?user=ada&password=secret");

        assertThat(url).isEqualTo(new DatabaseUrl("localhost", 5432, "jarvis", "ada", "secret", Map.of()));
    }

    @Test
    void keepsTheProjectInAPoolersUserName() {
        DatabaseUrl url = parse("postgres://postgres.abcd:pw@aws.pooler.supabase.com/postgres");

        assertThat(url.as("jarvis_app", "x").user()).isEqualTo("jarvis_app.abcd");
    }

    @Test
    void showsNoPassword() {
        assertThat(parse("postgresql://ada:secret@localhost/jarvis"))
                .hasToString("postgresql://ada@localhost:5432/jarvis");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:5432",
                "mysql://a:secret@b/c",
                "postgresql://host/db",
                "postgresql://a:secret@host",
                "postgresql://a:sec ret@host/db",
                "postgresql://a:secret@host/db?x=1&x=2"
            })
    void refusesWhatIsNoAddressWithoutRepeatingIt(String value) {
        assertThatThrownBy(() -> parse(value))
                .isInstanceOfSatisfying(
                        DatabaseFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("database-url-invalid"))
                .hasMessageContaining("JARVIS_DATABASE_URL")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("sec ret");
    }

    private static DatabaseUrl parse(String value) {
        return DatabaseUrl.parse("JARVIS_DATABASE_URL", value);
    }
}
