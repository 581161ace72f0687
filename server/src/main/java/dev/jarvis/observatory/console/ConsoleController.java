package dev.jarvis.observatory.console;

import dev.jarvis.observatory.Email;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Observatory;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.PersonalNews;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.User;
import dev.jarvis.observatory.Users;
import dev.jarvis.observatory.key.ApiKeys;
import dev.jarvis.observatory.key.WantedKey;
import dev.jarvis.observatory.session.Links;
import dev.jarvis.observatory.setup.FirstPerson;
import dev.jarvis.observatory.setup.Setup;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.web.PublicUrl;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Hidden
@RestController
class ConsoleController {
    private static final Duration RESET_LASTS = Duration.ofHours(24);
    private final TenantTransactions db;
    private final Setup setup;
    private final ApiKeys keys;
    private final Users users;
    private final Links links;
    private final Observatories observatories;
    private final PersonalNews news;
    private final PublicUrl publicUrl;

    ConsoleController(
            TenantTransactions db,
            Setup setup,
            ApiKeys keys,
            Users users,
            Links links,
            Observatories observatories,
            PersonalNews news,
            PublicUrl publicUrl) {
        this.db = db;
        this.setup = setup;
        this.keys = keys;
        this.users = users;
        this.links = links;
        this.observatories = observatories;
        this.news = news;
        this.publicUrl = publicUrl;
    }

    record SetupResult(UUID userId, UUID observatoryId, String apiKey) {}

    record KeyOrder(String observatory, WantedKey key) {}

    record KeyResult(UUID keyId, UUID observatoryId, String apiKey) {}

    record ResetOrder(Email email) {}

    record ResetResult(String link) {}

    @PostMapping("/api/console/setup")
    @ResponseStatus(HttpStatus.CREATED)
    SetupResult setUp(@RequestBody FirstPerson person) {
        Setup.Done done = setup.byCommandLine(person);
        WantedKey wanted =
                new WantedKey(Principal.System.COMMAND_LINE, Principal.Key.Kind.PERSON, Role.OWNER, List.of(), null);
        ApiKeys.Fresh fresh =
                keys.make(commandLine(done.observatory()), done.user().id(), wanted);
        return new SetupResult(
                done.user().id().value(),
                done.observatory().value(),
                fresh.secret().reveal());
    }

    @PostMapping("/api/console/keys")
    @ResponseStatus(HttpStatus.CREATED)
    KeyResult key(@RequestBody KeyOrder order) {
        Observatory observatory = named(order.observatory());
        ApiKeys.Fresh fresh =
                keys.make(commandLine(observatory.id()), observatories.ownerOf(observatory.id()), order.key());
        return new KeyResult(
                fresh.key().id(), observatory.id().value(), fresh.secret().reveal());
    }

    @PostMapping("/api/console/resets")
    @ResponseStatus(HttpStatus.CREATED)
    ResetResult reset(@RequestBody ResetOrder order) {
        User user = db.global(() -> users.byEmail(order.email())).orElseThrow(() -> Problem.notFound("account"));
        String token = db.global(
                () -> links.make(Links.Purpose.RESET, user.id(), RESET_LASTS).reveal());
        news.tellByCommandLine(user, "person/reset-link", "was given a link to choose a new password");
        return new ResetResult(publicUrl.of("/reset#" + token));
    }

    /** By its name, or by its id where names are not enough. */
    private Observatory named(String nameOrId) {
        List<Observatory> found = observatories.all().stream()
                .map(observatories::get)
                .filter(one ->
                        one.name().equals(nameOrId) || one.id().toString().equals(nameOrId))
                .toList();
        if (found.isEmpty()) throw Problem.notFound("observatory");
        if (found.size() > 1)
            throw Problem.conflict("several-observatories", "Several have this name; give one's id: " + ids(found));
        return found.getFirst();
    }

    private static List<ObservatoryId> ids(List<Observatory> found) {
        return found.stream().map(Observatory::id).toList();
    }

    private static Principal commandLine(ObservatoryId observatory) {
        return new Principal.System(observatory, Principal.System.COMMAND_LINE);
    }
}
