package dev.jarvis;

import dev.jarvis.platform.db.DatabaseFailure;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the command that the first words name, and runs it. Results go to the output, everything else beside it. */
final class CommandLine {
    private static final int MISUSED = 2;
    private final List<Command> commands;
    private final PrintStream out;
    private final PrintStream err;

    CommandLine(List<Command> commands, PrintStream out, PrintStream err) {
        this.commands = commands;
        this.out = out;
        this.err = err;
    }

    static CommandLine onThisMachine() {
        RunningServer server = new RunningServer();
        return new CommandLine(commands(server, System.getenv()), System.out, System.err);
    }

    static List<Command> commands(RunningServer server, Map<String, String> settings) {
        return List.of(
                new SetupCommand(server),
                new KeyCreateCommand(server),
                new KeysRotateCommand(server),
                new KeysForgetCommand(server),
                new UserResetCommand(server),
                new AuditVerifyCommand(server),
                new BackupCommand(server),
                new RestoreCommand(RunningServer.dataDirectory()),
                new DoctorCommand(server, settings));
    }

    /** @return the exit status: 0 done, 1 refused, 2 not understood */
    int run(String... words) {
        Optional<Command> command =
                commands.stream().filter(one -> one.isNamedBy(words)).findFirst();
        if (command.isEmpty()) return usage("There is no command '" + String.join(" ", words) + "'.");
        try {
            command.get().run(Options.of(words, command.get()), out);
            return 0;
        } catch (Options.Misused e) {
            return usage(e.getMessage());
        } catch (Command.Refused | DatabaseFailure e) {
            err.println("jarvis: " + e.getMessage());
            return 1;
        }
    }

    private int usage(String trouble) {
        err.println("jarvis: " + trouble);
        err.println("usage:");
        commands.forEach(command -> err.println("  jarvis " + command.usage()));
        return MISUSED;
    }
}
