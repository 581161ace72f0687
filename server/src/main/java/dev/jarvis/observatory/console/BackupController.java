package dev.jarvis.observatory.console;

import dev.jarvis.platform.db.BackupFailure;
import dev.jarvis.platform.db.Backups;
import dev.jarvis.platform.problem.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.file.Path;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes a backup where the command line says; both are on the same machine. */
@Hidden
@RestController
class BackupController {
    private final Backups backups;

    BackupController(Backups backups) {
        this.backups = backups;
    }

    /** @param file absolute */
    record Order(String file) {
        Order {
            if (!Path.of(file).isAbsolute()) throw Problem.badInput("file", "must be an absolute path");
        }
    }

    @PostMapping("/api/console/backups")
    @ResponseStatus(HttpStatus.CREATED)
    Backups.Done make(@RequestBody Order order) {
        try {
            return backups.to(Path.of(order.file()));
        } catch (BackupFailure e) {
            throw Problem.conflict(e.code(), String.valueOf(e.getMessage()));
        }
    }
}
