package dev.jarvis.observatory.session;

import dev.jarvis.observatory.Email;
import dev.jarvis.observatory.Invitations;
import dev.jarvis.observatory.Invited;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.User;
import dev.jarvis.observatory.Users;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The page behind an invitation's link: look at it, then come in with the account of its address, or make one. */
@RestController
class JoinController {
    private final TenantTransactions db;
    private final Invitations invitations;
    private final Users users;
    private final Passwords passwords;
    private final Entry entry;
    private final Mirror mirror;

    JoinController(
            TenantTransactions db,
            Invitations invitations,
            Users users,
            Passwords passwords,
            Entry entry,
            Mirror mirror) {
        this.db = db;
        this.invitations = invitations;
        this.users = users;
        this.passwords = passwords;
        this.entry = entry;
        this.mirror = mirror;
    }

    record InvitationLink(String token) {}

    /** @param account whether the address has an account, which then accepts by signing in */
    record OpenInvitation(String observatory, Email email, Role role, Instant expiresAt, boolean account) {}

    record NewAccount(String token, String name, Password password) {
        NewAccount {
            name = Input.text("name", name, 200);
            password = password.chosen();
        }
    }

    @PostMapping("/api/invitations/look")
    OpenInvitation look(@RequestBody InvitationLink link) {
        Invited invited = invitations.find(link.token());
        boolean account = db.global(() -> users.byEmail(invited.email())).isPresent();
        return new OpenInvitation(
                invited.observatoryName(), invited.email(), invited.role(), invited.expiresAt(), account);
    }

    @PostMapping("/api/invitations/accept")
    Me accept(SignedIn person, @RequestBody InvitationLink link) {
        Invited invited = invitations.find(link.token());
        if (!invited.email().equals(person.email()))
            throw Problem.forbidden(
                    "invitation-for-another", "This invitation is for %s. Sign in as them.".formatted(invited.email()));
        User user = new User(person.user(), person.email(), person.name(), person.superadmin());
        db.inObservatory(invited.observatory().value(), () -> invitations.accept(link.token(), invited, user));
        return mirror.of(person);
    }

    @PostMapping("/api/invitations/join")
    Me join(@RequestBody NewAccount wanted, HttpServletRequest request, HttpServletResponse response) {
        Invited invited = invitations.find(wanted.token());
        String hash = passwords.hash(wanted.password().reveal());
        User user = db.inObservatory(invited.observatory().value(), () -> {
            User made = users.add(invited.email(), wanted.name(), hash, false);
            invitations.accept(wanted.token(), invited, made);
            return made;
        });
        return mirror.of(entry.open(user.id(), Method.PASSWORD, request, response));
    }
}
