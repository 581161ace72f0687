package dev.jarvis.observatory;

/** What a role may do; every route asks for one. */
public enum Permission {
    READ,
    DECIDE,
    ACT,
    ADMINISTER,
    OWN
}
