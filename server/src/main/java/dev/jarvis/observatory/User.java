package dev.jarvis.observatory;

/** A person of this instance. */
public record User(UserId id, Email email, String name, boolean superadmin) {}
