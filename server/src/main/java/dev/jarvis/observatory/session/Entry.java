package dev.jarvis.observatory.session;

import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.UserId;
import dev.jarvis.sdk.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets somebody in who has proved who they are: a new session, its cookie, and the end of the one they came with. */
public final class Entry {
    private static final Logger LOG = LoggerFactory.getLogger(Entry.class);
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Devices devices;

    Entry(Sessions sessions, SessionCookie cookie, Devices devices) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.devices = devices;
    }

    public SignedIn open(UserId user, Method method, HttpServletRequest request, HttpServletResponse response) {
        cookie.in(request).flatMap(sessions::find).ifPresent(old -> sessions.end(old.user(), old.session()));
        devices.remember(user, request, response);
        LOG.info("{} signed in ({}) from {}", user, method, request.getRemoteAddr());
        return enter(sessions.open(user, method, Visit.of(request)), response);
    }

    public SignedIn stepUp(SignedIn person, HttpServletResponse response) {
        return enter(sessions.stepUp(person), response);
    }

    private SignedIn enter(Secret token, HttpServletResponse response) {
        cookie.set(response, token);
        return sessions.find(token).orElseThrow();
    }
}
