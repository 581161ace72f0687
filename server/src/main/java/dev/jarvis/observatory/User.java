package dev.jarvis.observatory;

/** A person of this instance. */
public record User(UserId id, Email email, String name, boolean superadmin) {
    /** What they do by a link or a sign-in, before a session of theirs could say who they are. */
    public Principal.Person in(ObservatoryId observatory, Role role) {
        return new Principal.Person(observatory, id, name, role, Principal.Person.NO_SESSION, superadmin, null);
    }
}
