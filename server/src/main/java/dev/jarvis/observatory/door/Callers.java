package dev.jarvis.observatory.door;

import dev.jarvis.observatory.Membership;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.UserId;
import dev.jarvis.observatory.federation.SupabasePeople;
import dev.jarvis.observatory.key.ApiKeys;
import dev.jarvis.observatory.session.SessionCookie;
import dev.jarvis.observatory.session.Sessions;
import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.sdk.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who a request comes from, as things stood less than a second ago on every node. */
final class Callers {
    /** With the look-up itself below the promised second. */
    private static final Duration BOUND = Duration.ofMillis(900);

    private static final int MOST = 10_000;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final ApiKeys keys;
    private final SupabasePeople supabase;
    private final Observatories observatories;
    private final Fresh<ByteBuffer, Principal.Key> knownKeys = new Fresh<>(BOUND, MOST);
    private final Fresh<Place, Membership> knownMembers = new Fresh<>(BOUND, MOST);
    private final Fresh<UserId, List<ObservatoryId>> knownPlaces = new Fresh<>(BOUND, MOST);

    private record Place(UserId person, ObservatoryId observatory) {}

    Callers(
            Sessions sessions,
            SessionCookie cookie,
            ApiKeys keys,
            SupabasePeople supabase,
            Observatories observatories) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.keys = keys;
        this.supabase = supabase;
        this.observatories = observatories;
    }

    Optional<Principal.Key> key(Secret secret) {
        return knownKeys.get(ByteBuffer.wrap(Tokens.hash(secret)), () -> keys.find(secret));
    }

    /** Not remembered: signing out and stepping up count at once, on every node. */
    Optional<SignedIn> person(HttpServletRequest request) {
        return cookie.in(request).flatMap(sessions::find);
    }

    /** Somebody with an access token of Supabase, checked at each call. */
    Optional<SignedIn> person(Secret token) {
        return supabase.find(token);
    }

    Optional<Membership> member(UserId person, ObservatoryId observatory) {
        return knownMembers.get(new Place(person, observatory), () -> observatories.membership(person, observatory));
    }

    List<ObservatoryId> placesOf(UserId person) {
        return knownPlaces
                .get(person, () -> Optional.of(observatories.idsOf(person)))
                .orElse(List.of());
    }
}
