package dev.jarvis.observatory;

import dev.jarvis.platform.problem.Input;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The observatory in a path is the caller's own: the door has put it into the principal. */
@RestController
class ObservatoryController {
    private final Observatories observatories;

    ObservatoryController(Observatories observatories) {
        this.observatories = observatories;
    }

    record NewObservatory(String name) {
        NewObservatory {
            name = Input.text("name", name, 200);
        }
    }

    record OwnObservatories(List<Membership> items) {}

    @GetMapping("/api/observatories")
    OwnObservatories own(SignedIn person) {
        return new OwnObservatories(observatories.of(person.user()));
    }

    @PostMapping("/api/observatories")
    @ResponseStatus(HttpStatus.CREATED)
    Observatory create(SignedIn person, @RequestBody NewObservatory wanted) {
        return observatories.create(person.user(), wanted.name());
    }

    @GetMapping("/api/observatories/{observatory}")
    @Parameter(in = ParameterIn.PATH, name = "observatory", schema = @Schema(type = "string", format = "uuid"))
    Observatory get(Principal caller) {
        return observatories.get(caller.observatory());
    }

    @PatchMapping("/api/observatories/{observatory}")
    @Parameter(in = ParameterIn.PATH, name = "observatory", schema = @Schema(type = "string", format = "uuid"))
    Observatory change(Principal caller, @RequestBody ObservatoryChange change) {
        return observatories.change(caller, change);
    }

    @DeleteMapping("/api/observatories/{observatory}")
    @Parameter(in = ParameterIn.PATH, name = "observatory", schema = @Schema(type = "string", format = "uuid"))
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Principal caller) {
        observatories.delete(caller);
    }
}
