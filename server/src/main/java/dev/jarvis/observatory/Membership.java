package dev.jarvis.observatory;

/** That a person belongs to an observatory, with which part. */
public record Membership(ObservatoryId id, String name, Role role) {}
