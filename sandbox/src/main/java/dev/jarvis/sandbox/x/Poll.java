package dev.jarvis.sandbox.x;

import java.util.List;

/** A poll of a post. */
record Poll(String id, List<String> options, int minutes) {}
