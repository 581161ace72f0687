package dev.jarvis.platform.problem;

/**
 * A setting makes no sense as it stands, so the server does not start. The message names the setting, what is wrong with
 * its value, and an example; never a secret.
 */
public final class SettingRefused extends IllegalStateException {
    private static final long serialVersionUID = 1L;
    private final String what;
    private final String next;

    /**
     * @param what the setting, and what is wrong with it
     * @param next the step that helps, as a full sentence
     */
    public SettingRefused(String what, String next) {
        super(what + " " + next);
        this.what = what;
        this.next = next;
    }

    public String what() {
        return what;
    }

    /** The step that helps, as a full sentence. */
    public String next() {
        return next;
    }
}
