package dev.jarvis;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Checks the chain of every observatory's log, and ends with 1 where somebody changed it. */
final class AuditVerifyCommand implements Command {
    private static final Duration PATIENCE = Duration.ofHours(6);
    private final RunningServer server;

    AuditVerifyCommand(RunningServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "audit verify";
    }

    @Override
    public String usage() {
        return "audit verify [--json]";
    }

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public void run(Options options, PrintStream out) {
        JsonNode logs = server.ask("/api/console/activity/verify", Map.of(), PATIENCE);
        if (options.json()) out.println(logs);
        else logs.forEach(log -> tell(out, log));
        if (logs.valueStream().anyMatch(log -> !log.path("intact").asBoolean()))
            throw new Refused("The log is not what was sealed. Each place is named above, with what to do.");
    }

    private static void tell(PrintStream out, JsonNode log) {
        out.printf(
                "Observatory %s: %s. %s rows sealed, %s waiting, %s erased on record, %s anchors.%n",
                log.path("observatoryId").asString(),
                log.path("intact").asBoolean() ? "intact" : "changed in " + log.path("total") + " places",
                log.path("sealed"),
                log.path("waiting"),
                log.path("erased"),
                log.path("anchors"));
        log.path("findings").forEach(place -> tellPlace(out, place));
    }

    private static void tellPlace(PrintStream out, JsonNode place) {
        out.printf(
                "  %s at %s, row %s: %s %s%n",
                place.path("kind").asString(),
                place.path("seq").asString("no place"),
                place.path("activityId").asString("unknown"),
                place.path("what").asString(),
                place.path("next").asString());
    }
}
