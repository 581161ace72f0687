package dev.jarvis.sandbox.http;

import java.io.IOException;

/** What goes back: a {@link Reply}, or anything a broken server might do to a connection. */
@FunctionalInterface
public interface Answer {

    void writeTo(Connection connection) throws IOException;
}
