package dev.jarvis.observatory.setup;

import dev.jarvis.platform.web.PublicUrl;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Says at the start where Jarvis is, and how the first person comes in. */
final class Welcome {
    private final Setup setup;
    private final PublicUrl publicUrl;
    private final Environment environment;

    Welcome(Setup setup, PublicUrl publicUrl, Environment environment) {
        this.setup = setup;
        this.publicUrl = publicUrl;
        this.environment = environment;
    }

    /** The link goes to the terminal alone: it is a secret, and logs are kept. */
    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        if (environment.getProperty("jarvis.quiet", Boolean.class, false)) return;
        say("Jarvis is at " + publicUrl.base());
        if (setup.isNeeded())
            say("Set it up, once: " + publicUrl.of("/setup#" + setup.link().reveal()));
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
