package dev.jarvis.integration.oauth;

import dev.jarvis.activity.LiveEvents;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Notices;
import java.util.UUID;

/** Tells open dashboards, on whichever node they are, that a connect session went on. What became of it they ask. */
final class ConnectNews {
    private static final String KIND = "connect";
    private final LiveEvents live;

    ConnectNews(LiveEvents live, Notices notices) {
        this.live = live;
        notices.on(ConnectSessions.MOVED, this::heard);
    }

    record Moved(UUID session) {}

    /** After a lost connection nobody knows which; dashboards look by themselves every few seconds. */
    private void heard(String payload) {
        if (payload.equals(Notices.MISSED_SOME)) return;
        String[] ids = payload.split(" ", 2);
        live.publish(new ObservatoryId(UUID.fromString(ids[0])), KIND, new Moved(UUID.fromString(ids[1])));
    }
}
