package dev.jarvis.sandbox.oauth;

import dev.jarvis.sandbox.http.Call;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows who asks for what, and sends the person back with a code or a refusal (RFC 6749, 4.1). */
final class AuthorizationEndpoint {

    private final Profile profile;
    private final ClientAuthentication clients;
    private final Collection<Account> accounts;
    private final Grants grants;
    private volatile @Nullable String issuer;

    AuthorizationEndpoint(
            Profile profile,
            ClientAuthentication clients,
            Collection<Account> accounts,
            Grants grants,
            @Nullable String issuer) {
        this.profile = profile;
        this.clients = clients;
        this.accounts = accounts;
        this.grants = grants;
        this.issuer = issuer;
    }

    void sendIssuer(@Nullable String value) {
        issuer = value;
    }

    /** The page; or the decision at once, where {@code auto} names an account or says {@code deny}. */
    Reply show(Call call) {
        Parameters asked = call.request().parameters();
        AuthorizationRequest request = AuthorizationRequest.of(asked);
        Reply refused = refuse(request);
        if (refused != null) {
            return refused;
        }
        String auto = asked.first("auto");
        return auto == null
                ? Reply.html(200, ConsentPage.of(profile, request, accounts, asked))
                        .with("Cache-Control", "no-store")
                : decide(request, auto, asked);
    }

    /** What the page's form sends. */
    Reply submit(Call call) {
        Parameters form = call.request().form();
        AuthorizationRequest request = AuthorizationRequest.of(form);
        Reply refused = refuse(request);
        if (refused != null) {
            return refused;
        }
        String account = form.first("decision", "deny").equals("allow") ? form.first("account", "") : "deny";
        return decide(request, account, form);
    }

    /** Never redirects to an address that is not registered, letter by letter, for a client that is known. */
    private @Nullable Reply refuse(AuthorizationRequest request) {
        OAuthClient client = clients.find(request.clientId());
        if (client == null) {
            return Reply.html(400, ConsentPage.problem("The application is not known here", "client_id"));
        }
        if (!client.redirectUris().contains(request.redirectUri())) {
            return Reply.html(
                    400, ConsentPage.problem("This redirect address is not registered", request.redirectUri()));
        }
        if (!request.responseType().equals("code")) {
            return back(request, "error", "unsupported_response_type");
        }
        return pkceIsWrong(request) ? back(request, "error", "invalid_request") : null;
    }

    private boolean pkceIsWrong(AuthorizationRequest request) {
        return request.challenge() == null
                ? profile.pkceRequired()
                : !request.challengeMethod().equals("S256")
                        || request.challenge().length() != 43;
    }

    private Reply decide(AuthorizationRequest request, String called, Parameters form) {
        for (Account account : accounts) {
            if (account.answersTo(called)) {
                return back(request, "code", grants.newCode(request, account.id(), consented(request, form)));
            }
        }
        return back(request, "error", "access_denied");
    }

    /** A person may untick scopes; without any {@code grant_scope} all that was asked for is granted. */
    private static Set<String> consented(AuthorizationRequest request, Parameters form) {
        Set<String> scopes = new LinkedHashSet<>(request.scopes());
        if (form.first("grant_scope") != null) {
            scopes.retainAll(form.every("grant_scope"));
        }
        return scopes;
    }

    private Reply back(AuthorizationRequest request, String name, String value) {
        StringBuilder location = new StringBuilder(request.redirectUri());
        location.append(request.redirectUri().contains("?") ? '&' : '?');
        location.append(name).append('=').append(encoded(value));
        append(location, "state", request.state());
        append(location, "iss", issuer);
        return Reply.redirect(location.toString());
    }

    private static void append(StringBuilder location, String name, @Nullable String value) {
        if (value != null) {
            location.append('&').append(name).append('=').append(encoded(value));
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
