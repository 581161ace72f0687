package dev.jarvis.sandbox.oauth;

import dev.jarvis.sandbox.http.Refusal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Codes and tokens handed out. Changes are made one at a time; looking up an access token takes no lock. */
final class Grants {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Profile profile;
    private final InstantSource clock;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Family> byConsent = new HashMap<>();
    private final Map<String, Family> byRefreshToken = new HashMap<>();
    private final Map<String, Family> byAccessToken = new HashMap<>();
    private final Map<String, Access> access = new ConcurrentHashMap<>();
    private Duration accessLifetime = Duration.ofHours(1);

    Grants(Profile profile, InstantSource clock) {
        this.profile = profile;
        this.clock = clock;
    }

    synchronized void accessLifetime(Duration lifetime) {
        accessLifetime = lifetime;
    }

    synchronized String newCode(AuthorizationRequest request, String account, Set<String> scopes) {
        String code = secret("code");
        codes.put(code, new Code(request, account, scopes, clock.instant().plus(profile.codeLifetime())));
        return code;
    }

    /** The code where it can still be exchanged; one exchanged before takes its tokens with it. */
    synchronized Code claim(String value, String clientId) {
        Code code = codes.get(value);
        if (code == null || !code.request.clientId().equals(clientId)) {
            throw OAuthError.invalidGrant("The code is unknown or belongs to another client.");
        }
        if (code.bought != null) {
            revoke(code.bought);
            throw OAuthError.invalidGrant("The code was used before; its tokens are revoked.");
        }
        if (clock.instant().isAfter(code.expiresAt)) {
            throw OAuthError.invalidGrant("The code has expired.");
        }
        code.bought = new Family(clientId, code.account, granted(code));
        return code;
    }

    synchronized Tokens exchange(Code code) {
        Family family = code.bought;
        if (family == null || family.revoked) {
            throw OAuthError.invalidGrant("The code was used before; its tokens are revoked.");
        }
        boolean offline = profile.grantsOffline(code.request) && (profile.rotates() || firstConsent(code));
        byConsent.put(consent(family.clientId, family.account), family);
        return issue(family, offline);
    }

    /** Google sends a refresh token with the first consent only, or when asked with {@code prompt=consent}. */
    private boolean firstConsent(Code code) {
        return code.request.prompt().contains("consent")
                || !byConsent.containsKey(consent(code.request.clientId(), code.account));
    }

    /** Google's {@code include_granted_scopes}: what the account had granted before stays granted. */
    private Set<String> granted(Code code) {
        Set<String> scopes = new LinkedHashSet<>(code.scopes);
        Family before = byConsent.get(consent(code.request.clientId(), code.account));
        if (code.request.incremental() && before != null && !before.revoked) {
            scopes.addAll(before.scopes);
        }
        return scopes;
    }

    synchronized Tokens grant(String clientId, String account, Set<String> scopes) {
        return issue(new Family(clientId, account, new LinkedHashSet<>(scopes)), true);
    }

    synchronized Tokens refresh(String refreshToken, String clientId) {
        Family family = byRefreshToken.get(refreshToken);
        if (family == null || family.revoked || !family.clientId.equals(clientId)) {
            throw badRefresh();
        }
        if (!refreshToken.equals(family.refreshToken)) {
            revoke(family);
            throw badRefresh(); // its whole family is revoked
        }
        return issue(family, profile.rotates());
    }

    private Refusal badRefresh() {
        return OAuthError.of(400, profile.badRefresh(), "Value passed for the token was invalid.");
    }

    /** Ends the family of an access or refresh token; false where the token is unknown. */
    synchronized boolean revoke(String token, @Nullable String clientId) {
        Family family = byRefreshToken.getOrDefault(token, byAccessToken.get(token));
        if (family == null || (clientId != null && !family.clientId.equals(clientId))) {
            return false;
        }
        revoke(family);
        return true;
    }

    synchronized void revokeAll(String account) {
        byAccessToken.values().stream()
                .filter(family -> family.account.equals(account))
                .forEach(this::revoke);
    }

    /** What a live access token stands for. */
    @Nullable
    Access access(String token) {
        Access found = access.get(token);
        return found == null || clock.instant().isAfter(found.expiresAt()) ? null : found;
    }

    /** Whose token it is or was, live or not. */
    @Nullable
    String owner(String token) {
        Access found = access.get(token);
        return found == null ? null : found.account();
    }

    private Tokens issue(Family family, boolean withRefreshToken) {
        Instant expiry = clock.instant().plus(accessLifetime);
        String token = secret("at");
        family.accessTokens.add(token);
        byAccessToken.put(token, family);
        access.put(token, new Access(family.clientId, family.account, family.scopes, expiry));
        if (withRefreshToken) {
            family.refreshToken = secret("rt");
            byRefreshToken.put(family.refreshToken, family);
        }
        return new Tokens(
                token,
                withRefreshToken ? family.refreshToken : null,
                accessLifetime.toSeconds(),
                family.scopes,
                family.account);
    }

    private void revoke(Family family) {
        family.revoked = true;
        family.accessTokens.forEach(access::remove);
    }

    private static String consent(String clientId, String account) {
        return clientId + " " + account;
    }

    private static String secret(String kind) {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return "sandbox-" + kind + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
