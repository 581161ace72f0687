package dev.jarvis.platform.db;

import java.sql.SQLException;

/**
 * The role of {@code JARVIS_DATABASE_APP_URL}, which an operator made. One that row level security does not bind (a
 * superuser, BYPASSRLS) or who may take it off (the owner of a table) would pull down the wall between observatories.
 */
final class GivenRole {
    /** Also roles that it is a member of: it may act as them, with {@code set role} or without. */
    private static final String FAULT = """
            select case
                when r.rolsuper then 'is a superuser'
                when r.rolbypassrls then 'bypasses row level security'
                when exists (select from pg_roles other where (other.rolsuper or other.rolbypassrls)
                             and pg_has_role(current_user, other.oid, 'member')) then
                    'may act as a role that is a superuser or bypasses row level security'
                when exists (select from pg_class c where c.relnamespace = 'public'::regnamespace
                             and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'member')) then
                    'owns tables of Jarvis, or may act as their owner'
                else '' end
            from pg_roles r where r.rolname = current_user""";

    /** Before anything is changed. */
    static void insistOnASession(DatabaseUrl app) {
        try (OwnerConnection connection = OwnerConnection.open(app)) {
            connection.insistOnASession();
        }
    }

    /** Once the tables are there. */
    static void insistOnWalls(DatabaseUrl app) {
        try (OwnerConnection connection = OwnerConnection.open(app)) {
            String fault = connection.oneText(FAULT);
            if (!fault.isEmpty()) throw DatabaseFailure.roleWithoutWalls(app.user(), fault);
        } catch (SQLException e) {
            throw OwnerConnection.explained(app, e);
        }
    }

    private GivenRole() {}
}
