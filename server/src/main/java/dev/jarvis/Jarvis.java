package dev.jarvis;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one process: everything Jarvis does runs in here, beside one PostgreSQL. */
@SpringBootApplication
public class Jarvis {
    /** Without a command it serves; {@code --name=value} are settings of the server. */
    public static void main(String[] args) {
        if (args.length == 0 || args[0].startsWith("--")) SpringApplication.run(Jarvis.class, args);
        else System.exit(CommandLine.onThisMachine().run(args));
    }
}
