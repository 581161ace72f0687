package dev.jarvis.platform.db;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Row level security is the second wall: every statement on a table of tenants names the observatory itself. */
class TenantPredicatesTest {
    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
    private static final Pattern TABLE = Pattern.compile("create table (\\w+) \\((.*?)\\n\\)", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TEXT =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

    @Test
    void everyStatementOnATableOfTenantsNamesTheObservatory() throws IOException {
        Pattern use = Pattern.compile("\\b(?:from|join|update|into)\\s+(?:%s)\\b".formatted(tables()));
        List<String> found = new ArrayList<>();
        for (Path file : files(MAIN, ".java"))
            for (String text : texts(read(file)))
                if (use.matcher(text).find() && !text.contains("observatory_id"))
                    found.add(file.getFileName() + ": "
                            + text.strip().lines().findFirst().orElse(""));

        assertThat(found).isEmpty();
    }

    @Test
    void knowsTheTablesOfTenants() throws IOException {
        assertThat(tables().split("\\|")).contains("integrations", "oauth_apps", "connect_sessions", "calls");
        assertThat(texts("sql(\"select a\"\n  + \" from b\")")).containsExactly("select a from b");
    }

    private static String tables() throws IOException {
        Set<String> tables = new TreeSet<>();
        for (Path file : files(MIGRATIONS, ".sql")) {
            Matcher table = TABLE.matcher(read(file));
            while (table.find()) if (table.group(2).contains("observatory_id")) tables.add(table.group(1));
        }
        return tables.stream().collect(joining("|"));
    }

    /** The texts of a source, each with those that are added to it. */
    private static List<String> texts(String source) {
        String code = COMMENT.matcher(source).replaceAll("");
        List<String> texts = new ArrayList<>();
        Matcher text = TEXT.matcher(code);
        int end = -1;
        while (text.find()) {
            String part = text.group(1) == null ? text.group(2) : text.group(1);
            boolean added =
                    end >= 0 && code.substring(end, text.start()).strip().equals("+");
            if (added) texts.add(texts.removeLast() + part);
            else texts.add(part);
            end = text.end();
        }
        return texts;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
