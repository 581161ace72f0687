package dev.jarvis.platform.doctor;

import java.util.List;

/**
 * Looks at one part of the machine or the configuration and changes nothing. The command line makes those that need no
 * running server; those that do are beans of the room they look at.
 */
@FunctionalInterface
public interface Examination {
    List<Advice> look();
}
