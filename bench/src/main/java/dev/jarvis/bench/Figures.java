package dev.jarvis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The README's table of figures, made of what is stored in {@code bench/results/} and nothing else: the newest of each
 * figure, and of each protocol the newest pass at its largest size.
 */
public final class Figures {
    private static final String BEGIN = "<!-- figures: written by ./jarvis bench and ./jarvis torture -->\n";
    private static final String END = "<!-- end of figures -->";
    private static final List<String> SIZES = List.of("torture", "full");

    private Figures() {}

    /** @param arguments the project's folder, whose README is written anew */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        Path readme = home.resolve("README.md");
        Files.writeString(readme, written(Files.readString(readme), stored(home.resolve("bench/results"))));
    }

    static String written(String readme, List<JsonNode> results) {
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        return readme.substring(0, begin) + table(results) + readme.substring(readme.indexOf(END));
    }

    static List<JsonNode> stored(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            List<JsonNode> results = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) results.add(JsonMapper.shared().readTree(Files.readString(file)));
            results.sort(Comparator.comparing(result -> result.path("date").asString("")));
            return results;
        }
    }

    private static String table(List<JsonNode> results) {
        StringBuilder table = new StringBuilder("\n| what | measured | on |\n| --- | --- | --- |\n");
        measured(results).forEach((name, cells) -> table.append("| %s | %s |\n".formatted(name, cells)));
        table.append("\n| protocol | size | what it counted | on |\n| --- | --- | --- | --- |\n");
        passed(results).values().forEach(proof -> table.append(row(proof)));
        return table.append('\n').toString();
    }

    private static Map<String, String> measured(List<JsonNode> results) {
        Map<String, String> newest = new TreeMap<>();
        for (JsonNode result : results)
            for (Map.Entry<String, JsonNode> figure : result.path("figures").properties())
                newest.put(
                        figure.getKey(),
                        "%s %s, median of %d%s | %s"
                                .formatted(
                                        number(figure.getValue().path("median")),
                                        figure.getValue().path("unit").asString(""),
                                        figure.getValue().path("all").size(),
                                        stolen(figure.getValue()),
                                        day(result)));
        return newest;
    }

    /** Two test classes may carry out parts of one protocol; they differ in what they count. */
    private static Map<String, JsonNode> passed(List<JsonNode> results) {
        Map<String, JsonNode> best = new TreeMap<>();
        for (JsonNode result : results) {
            if (!result.has("protocol")) continue;
            String part = "%3s %s"
                    .formatted(
                            result.path("protocol").asString().substring(1),
                            String.join(",", result.path("counts").propertyNames()));
            best.merge(part, result, (old, now) -> size(now) >= size(old) ? now : old);
        }
        return best;
    }

    private static int size(JsonNode proof) {
        return SIZES.indexOf(proof.path("size").asString());
    }

    private static String row(JsonNode proof) {
        String counts = proof.path("counts").properties().stream()
                .filter(count -> !count.getKey().equals("seed"))
                .map(count -> count.getKey() + " " + number(count.getValue()))
                .collect(Collectors.joining("; "));
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        proof.path("protocol").asString(),
                        proof.path("size").asString(),
                        counts.isEmpty() ? proof.path("tests").asInt() + " cases" : counts,
                        day(proof));
    }

    private static String number(JsonNode value) {
        if (value.isIntegralNumber()) return String.format(Locale.ROOT, "%,d", value.asLong());
        if (!value.isNumber()) return value.asString();
        return String.format(Locale.ROOT, value.asDouble() >= 100 ? "%,.0f" : "%.2f", value.asDouble());
    }

    private static String stolen(JsonNode figure) {
        int percent = figure.path("stolen percent").asInt(0);
        return percent < Rounds.HARDLY ? "" : ", while the host took up to %d%% of the time".formatted(percent);
    }

    private static String day(JsonNode result) {
        return result.path("date").asString("").substring(0, 10);
    }
}
