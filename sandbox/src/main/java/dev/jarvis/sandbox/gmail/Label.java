package dev.jarvis.sandbox.gmail;

/** A label; system labels have their name as id. */
record Label(String id, String name, boolean system) {}
