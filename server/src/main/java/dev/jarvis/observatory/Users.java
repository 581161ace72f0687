package dev.jarvis.observatory;

import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people of this instance. Every method runs within the caller's transaction, of an observatory or global. */
public final class Users {
    private static final String COLUMNS = "id, email, name, superadmin";
    private final JdbcClient jdbc;

    Users(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<User> byEmail(Email email) {
        return jdbc.sql("select %s from users where email = ? and disabled_at is null".formatted(COLUMNS))
                .param(email.value())
                .query(Users::user)
                .optional();
    }

    public Optional<User> byId(UserId id) {
        return jdbc.sql("select %s from users where id = ? and disabled_at is null".formatted(COLUMNS))
                .param(id.value())
                .query(Users::user)
                .optional();
    }

    public boolean nobodyRunsTheInstance() {
        return jdbc.sql("select not exists (select from users where superadmin)")
                .query(Boolean.class)
                .single();
    }

    /** @throws Problem 409 when the address has an account */
    public User add(Email email, String name, @Nullable String passwordHash, boolean superadmin) {
        User user = new User(new UserId(UuidV7.next()), email, name, superadmin);
        try {
            jdbc.sql("insert into users (id, email, name, password_hash, superadmin) values (?, ?, ?, ?, ?)")
                    .params(user.id().value(), email.value(), name)
                    .param(passwordHash)
                    .param(superadmin)
                    .update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("account-exists", "There is an account for %s. Sign in with it.".formatted(email));
        }
        return user;
    }

    public void changePassword(UserId user, String passwordHash) {
        jdbc.sql("update users set password_hash = ? where id = ?")
                .params(passwordHash, user.value())
                .update();
    }

    static User user(ResultSet row, int number) throws SQLException {
        return new User(
                new UserId(row.getObject("id", UUID.class)),
                new Email(row.getString("email")),
                row.getString("name"),
                row.getBoolean("superadmin"));
    }
}
