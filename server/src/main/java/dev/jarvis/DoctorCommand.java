package dev.jarvis;

import dev.jarvis.platform.crypto.KeyExamination;
import dev.jarvis.platform.db.DatabaseExamination;
import dev.jarvis.platform.doctor.Advice;
import dev.jarvis.platform.doctor.Examination;
import dev.jarvis.platform.doctor.MachineExamination;
import dev.jarvis.platform.doctor.SettingsExamination;
import dev.jarvis.platform.web.ListeningExamination;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the machine, the configuration and, where it runs, the server; ends with 1 where something cannot work. */
final class DoctorCommand implements Command {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final RunningServer server;
    private final List<Examination> examinations;

    DoctorCommand(RunningServer server, Map<String, String> settings) {
        this.server = server;
        Path data = server.data();
        this.examinations = List.of(
                new MachineExamination(data),
                new SettingsExamination(settings),
                new ListeningExamination(settings, InstantSource.system()),
                new DatabaseExamination(settings, data),
                new KeyExamination(settings, data));
    }

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String usage() {
        return "doctor [--json]";
    }

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public void run(Options options, PrintStream out) {
        List<Advice> all = new ArrayList<>();
        examinations.forEach(each -> all.addAll(each.look()));
        all.addAll(ofTheServer());
        if (options.json()) out.println(JSON.writeValueAsString(all));
        else all.forEach(advice -> tell(out, advice));
        if (all.stream().anyMatch(advice -> advice.level() == Advice.Level.WRONG))
            throw new Refused("Something above is wrong; each line says what helps.");
    }

    private List<Advice> ofTheServer() {
        Optional<JsonNode> seen = server.askIfRunning("/api/console/doctor", Map.of());
        if (seen.isEmpty()) return List.of(Advice.fine("Server", "does not run; start it with ./jarvis"));
        List<Advice> advice = new ArrayList<>();
        advice.add(Advice.fine("Server", "runs"));
        seen.get().forEach(one -> advice.add(JSON.treeToValue(one, Advice.class)));
        return advice;
    }

    private static void tell(PrintStream out, Advice advice) {
        String mark = switch (advice.level()) {
            case FINE -> "ok   ";
            case CARE -> "care ";
            case WRONG -> "WRONG";
        };
        out.println((mark + " " + advice.subject() + ": " + advice.finding() + " " + advice.next()).stripTrailing());
    }
}
