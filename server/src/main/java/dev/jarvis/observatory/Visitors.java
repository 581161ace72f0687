package dev.jarvis.observatory;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who is at the door of a route that lets in anyone: for pages that say more to those who are signed in. */
@FunctionalInterface
public interface Visitors {
    /** Empty without a living session. Says nothing about where the request comes from: a route that writes checks that. */
    Optional<SignedIn> of(HttpServletRequest request);
}
