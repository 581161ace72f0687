package dev.jarvis.automation.firing;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.event.Event;
import dev.jarvis.automation.run.Begin;
import dev.jarvis.automation.run.Runs;
import dev.jarvis.observatory.ObservatoryId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The run room as firing sees it. */
final class RunsEngine implements Engine {
    /** Of an act: the newest runs of the rule that acted are looked through for the call. */
    private static final String OF_CALL = """
            select r.depth from (select id, depth from runs where observatory_id = ? and rule_id = ? order by id desc limit 200) r
            join run_steps s on s.observatory_id = ? and s.run_id = r.id and s.call_id = ? limit 1""";

    private final Runs runs;
    private final JdbcClient jdbc;

    RunsEngine(Runs runs, JdbcClient jdbc) {
        this.runs = runs;
        this.jdbc = jdbc;
    }

    @Override
    public Optional<UUID> start(RuleVersion rule, Reason reason, JsonNode trigger, String key, int depth) {
        Begin.By by = switch (reason) {
            case SCHEDULE -> Begin.By.SCHEDULE;
            case EVENT -> Begin.By.EVENT;
        };
        return runs.start(rule, Begin.by(by, trigger, key).atDepth(depth));
    }

    @Override
    public int unfinished(ObservatoryId observatory, UUID rule) {
        return runs.unfinished(observatory, rule);
    }

    @Override
    public void heard(ObservatoryId observatory, String type, JsonNode event) {
        runs.heard(observatory, type, event);
    }

    @Override
    public int depthOf(ObservatoryId observatory, Event event) {
        UUID run = event.run();
        if (run != null) return depthOfRun(observatory, run);
        UUID rule = event.actor().id();
        if (rule == null || event.call() == null || !event.actor().kind().equals("rule")) return 0;
        return jdbc.sql(OF_CALL)
                .params(observatory.value(), rule, observatory.value(), event.call())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private int depthOfRun(ObservatoryId observatory, UUID run) {
        return jdbc.sql("select depth from runs where observatory_id = ? and id = ?")
                .params(observatory.value(), run)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }
}
