package dev.jarvis.observatory.session;

import dev.jarvis.observatory.Membership;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, and where they may go.
 *
 * @param observatory the one named by {@code X-Observatory}, or the only one; null when there are several or none
 * @param role in that observatory
 * @param csrf what writes must carry in {@code X-CSRF}
 */
public record Me(
        User user,
        boolean superadmin,
        List<Membership> observatories,
        @Nullable Membership observatory,
        @Nullable Role role,
        String csrf) {}
