package dev.jarvis.observatory.console;

import dev.jarvis.platform.doctor.Advice;
import dev.jarvis.platform.doctor.Examination;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** For {@code ./jarvis doctor}: what only the running server can see. */
@Hidden
@RestController
class DoctorController {
    private final List<Examination> examinations;

    DoctorController(ObjectProvider<Examination> examinations) {
        this.examinations = examinations.orderedStream().toList();
    }

    @PostMapping("/api/console/doctor")
    List<Advice> look() {
        return examinations.stream().flatMap(each -> each.look().stream()).toList();
    }
}
