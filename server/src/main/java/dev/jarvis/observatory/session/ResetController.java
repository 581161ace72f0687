package dev.jarvis.observatory.session;

import dev.jarvis.observatory.PersonalNews;
import dev.jarvis.observatory.UserId;
import dev.jarvis.observatory.Users;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.TenantTransactions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A lost password: the holder of the link chooses a new one, and every other session of theirs ends. */
@RestController
class ResetController {
    private final TenantTransactions db;
    private final Links links;
    private final Users users;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Devices devices;
    private final Entry entry;
    private final Mirror mirror;
    private final PersonalNews news;

    ResetController(
            TenantTransactions db,
            Links links,
            Users users,
            Passwords passwords,
            Sessions sessions,
            Devices devices,
            Entry entry,
            Mirror mirror,
            PersonalNews news) {
        this.db = db;
        this.links = links;
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
        this.devices = devices;
        this.entry = entry;
        this.mirror = mirror;
        this.news = news;
    }

    record NewPassword(String token, Password password) {
        NewPassword {
            password = password.chosen();
        }
    }

    @PostMapping("/api/auth/reset")
    Me reset(@RequestBody NewPassword wanted, HttpServletRequest request, HttpServletResponse response) {
        db.global(() -> links.insistOnOpen(Links.Purpose.RESET, wanted.token()));
        String hash = passwords.hash(wanted.password().reveal());
        UserId user = db.global(() -> change(wanted.token(), hash));
        news.tell(user, "person/password-reset", "chose a new password by a link");
        return mirror.of(entry.open(user, Method.RESET, request, response));
    }

    private UserId change(String token, String hash) {
        UserId user = links.useForReset(token);
        users.changePassword(user, hash);
        sessions.endAll(user);
        devices.forgetAll(user);
        return user;
    }
}
