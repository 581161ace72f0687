package dev.jarvis.observatory.setup;

import dev.jarvis.observatory.Email;
import dev.jarvis.observatory.session.Entry;
import dev.jarvis.observatory.session.Me;
import dev.jarvis.observatory.session.Method;
import dev.jarvis.observatory.session.Mirror;
import dev.jarvis.observatory.session.Password;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SetupController {
    private final Setup setup;
    private final Entry entry;
    private final Mirror mirror;

    SetupController(Setup setup, Entry entry, Mirror mirror) {
        this.setup = setup;
        this.entry = entry;
        this.mirror = mirror;
    }

    /** @param needed whether nobody is set up yet */
    record SetupState(boolean needed) {}

    /** @param token the part of the printed link behind {@code #} */
    record SetupRequest(String token, Email email, String name, Password password, String observatory) {
        FirstPerson person() {
            return new FirstPerson(email, name, password, observatory);
        }
    }

    @GetMapping("/api/setup")
    SetupState state() {
        return new SetupState(setup.isNeeded());
    }

    @PostMapping("/api/setup")
    @ResponseStatus(HttpStatus.CREATED)
    Me setUp(@RequestBody SetupRequest wanted, HttpServletRequest request, HttpServletResponse response) {
        Setup.Done done = setup.byLink(wanted.token(), wanted.person());
        return mirror.of(entry.open(done.user().id(), Method.SETUP, request, response));
    }
}
