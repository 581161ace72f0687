package dev.jarvis.automation.definition;

/** What of a rule its author writes, and every version keeps. */
record Draft(String name, String description, Definition definition) {
    static Draft of(NewRule wanted) {
        return new Draft(wanted.name(), wanted.description(), wanted.definition());
    }
}
