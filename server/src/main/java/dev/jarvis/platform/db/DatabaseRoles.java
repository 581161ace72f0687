package dev.jarvis.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The two roles the server works as. Their passwords follow from the owner's ({@link DatabaseSecret}), so every node
 * that has the owner's address has theirs, unless an operator gave the application's address.
 */
record DatabaseRoles(DatabaseUrl owner, @Nullable DatabaseUrl givenApp) {
    static final String APP = "jarvis_app";
    static final String PIPELINE = "jarvis_pipeline";

    /** The server inside one observatory. */
    DatabaseUrl app() {
        return givenApp != null ? givenApp : owner.as(APP, derived(APP));
    }

    /** The batched path of acts. Beside an address given for the application it shares that one's password. */
    DatabaseUrl pipeline() {
        return givenApp != null ? givenApp.as(PIPELINE, givenApp.password()) : owner.as(PIPELINE, derived(PIPELINE));
    }

    /** Lets both log in. Only the SCRAM verifier travels; the lock keeps nodes that start together apart. */
    void giveLogins(Connection ownerConnection) {
        if (givenApp != null) {
            return;
        }
        try (Statement statement = ownerConnection.createStatement()) {
            ownerConnection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('jarvis database roles'))");
            for (String role : new String[] {APP, PIPELINE}) {
                giveLogin(ownerConnection, statement, role);
            }
            ownerConnection.commit();
            ownerConnection.setAutoCommit(true);
        } catch (SQLException e) {
            throw DatabaseFailure.mayNotMakeRoles(owner.user(), e);
        }
    }

    private void giveLogin(Connection connection, Statement statement, String role) throws SQLException {
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(role, derived(role).toCharArray(), "scram-sha-256");
        statement.execute("alter role " + role + " login");
    }

    private String derived(String role) {
        return new DatabaseSecret(owner.password()).passwordOf(role);
    }
}
