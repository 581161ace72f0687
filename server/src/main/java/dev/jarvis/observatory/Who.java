package dev.jarvis.observatory;

/** Whom a route lets in. */
public sealed interface Who {
    /**
     * Nobody needs to be known.
     *
     * @param fromOurPages a browser may only come from a page of ours; machines, which send no origin, always may
     */
    record Anyone(boolean fromOurPages) implements Who {}

    /** Any person with a session, also without an observatory. No key. */
    record AnyPerson() implements Who {}

    /** A person who runs the instance. */
    record Superadmin() implements Who {}

    /** A person or key whose role in the observatory includes this; where it {@linkplain Permission#wantsPerson() wants a person}, no service's or agent's key. */
    record Member(Permission permission) implements Who {}

    /** The command line on this machine, by the token in the data directory. */
    record CommandLine() implements Who {}
}
