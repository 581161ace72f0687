package dev.jarvis.observatory.setup;

import dev.jarvis.observatory.Email;
import dev.jarvis.observatory.session.Password;
import dev.jarvis.platform.problem.Input;
import org.jspecify.annotations.Nullable;

/**
 * Who runs the instance, and the first business.
 *
 * @param password null to sign in by a reset link or a passkey later
 */
public record FirstPerson(
        Email email, String name, @Nullable Password password, String observatory) {
    public FirstPerson {
        name = Input.text("name", name, 200);
        observatory = Input.text("observatory", observatory, 200);
        if (password != null) password = password.chosen();
    }
}
