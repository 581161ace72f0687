package dev.jarvis.sandbox.http;

/** One header line, or one query or form parameter, as it was sent. */
public record Header(String name, String value) {}
