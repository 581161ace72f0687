package dev.jarvis.observatory;

/** What a role may do; every route asks for one. */
public enum Permission {
    READ,
    DECIDE,
    ACT,
    ADMINISTER,
    OWN;

    /**
     * Who belongs here, with what power, and what is connected is for people to say, in a browser or with a key that acts
     * as themselves. A service or an agent never may, whatever role its key was given.
     */
    public boolean wantsPerson() {
        return compareTo(ADMINISTER) >= 0;
    }
}
