package dev.jarvis.platform.work;

/**
 * Lets at most {@code width} tasks of one name run at a time in an observatory, on all nodes together. The others wait for
 * their turn, oldest first, without holding up anybody else.
 *
 * @param name such as {@code rule:<id>}; 200 characters at most
 * @param width 1 or more; all tasks of a gate should say the same
 */
public record Gate(String name, int width) {
    static final Gate NONE = new Gate("", 1);
    private static final int LONGEST = 200;

    public Gate {
        if (name.length() > LONGEST) throw new IllegalArgumentException("A gate's name has at most 200 characters");
        if (width < 1) throw new IllegalArgumentException("A gate lets at least one through, not " + width);
    }
}
