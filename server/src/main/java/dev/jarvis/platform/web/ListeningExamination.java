package dev.jarvis.platform.web;

import dev.jarvis.platform.doctor.Advice;
import dev.jarvis.platform.doctor.Examination;
import dev.jarvis.platform.problem.SettingRefused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** How far the server would be reached, and for how long its certificate lasts. */
public final class ListeningExamination implements Examination {
    private static final String SUBJECT = "Reach";
    private static final Duration SOON = Duration.ofDays(14);
    private final Map<String, String> settings;
    private final InstantSource clock;

    public ListeningExamination(Map<String, String> settings, InstantSource clock) {
        this.settings = Map.copyOf(settings);
        this.clock = clock;
    }

    @Override
    public List<Advice> look() {
        try {
            Instant now = clock.instant();
            String bind = settings.getOrDefault("JARVIS_BIND", "127.0.0.1");
            return List.of(advice(Reach.of(bind, name -> settings.getOrDefault(name, ""), now), now));
        } catch (SettingRefused e) {
            return List.of(Advice.wrong(SUBJECT, e.what(), e.next()));
        }
    }

    private static Advice advice(Reach reach, Instant now) {
        Certificate certificate = reach.certificate();
        if (certificate != null && certificate.ends().isBefore(now.plus(SOON)))
            return Advice.care(SUBJECT, "The certificate ends on %s.".formatted(certificate.ends()), "Renew it.");
        if (certificate != null)
            return Advice.fine(SUBJECT, "%s, by TLS until %s".formatted(reach.bind(), certificate.ends()));
        return Advice.fine(SUBJECT, reach.beyond() ? reach.bind() + ", through proxies" : "this machine alone");
    }
}
