package dev.jarvis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/rooms.md says what the code says. Run with {@code -Djarvis.write=true} to write it anew. */
class RoomsTest {
    private static final Path PROJECT = Path.of("..");
    private static final Path PAGE = PROJECT.resolve("docs/rooms.md");
    private static final Pattern SENTENCE = Pattern.compile("/\\*\\*(.*?)\\*/.*?package ([\\w.]+);", Pattern.DOTALL);
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public (?:[a-z-]+ )*(?:class|record|enum|@?interface) (\\w+)", Pattern.MULTILINE);
    private static final List<String> MODULES = List.of("sdk", "connectors", "server", "sandbox", "bench");

    @Test
    void theMapOfTheRoomsIsToday() throws IOException {
        String today = page();
        if (Boolean.getBoolean("jarvis.write")) Files.writeString(PAGE, today);
        assertThat(PAGE)
                .as("docs/rooms.md; write it anew with -Djarvis.write=true")
                .hasContent(today);
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder("""
                # The rooms

                Generated from the code by `RoomsTest`. A room is a package; its sentence stands in its `package-info.java`, its
                door is its public types. Imports in `server` run one way: `automation -> approval -> integration ->
                activity -> observatory -> platform`. Connectors are plugged in from above and compile against `sdk` alone.
                """);
        for (String module : MODULES)
            page.append("\n## ").append(module).append("\n\n").append(rooms(module));
        return page.toString();
    }

    private static String rooms(String module) throws IOException {
        Path sources = PROJECT.resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return "| room | what it answers | its door |\n| --- | --- | --- |\n"
                    + files.filter(file -> file.endsWith("package-info.java"))
                            .sorted()
                            .map(file -> row(file))
                            .collect(Collectors.joining());
        }
    }

    private static String row(Path packageInfo) {
        Matcher found = SENTENCE.matcher(read(packageInfo));
        if (!found.find()) throw new IllegalStateException(packageInfo + " has no sentence");
        String sentence = found.group(1)
                .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
                .replaceAll("<[^>]*>", "")
                .trim();
        return "| `%s` | %s | %s |\n".formatted(found.group(2), sentence, door(packageInfo.getParent()));
    }

    /** Read from the sources, so that the page is the same whichever modules are compiled by now. */
    private static String door(Path room) {
        try (Stream<Path> files = Files.list(room)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(RoomsTest::read)
                    .flatMap(source -> PUBLIC_TYPE.matcher(source).results())
                    .map(type -> type.group(1))
                    .sorted()
                    .map(name -> "`" + name + "`")
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
