package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Answer;
import dev.jarvis.sandbox.http.Handler;
import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import dev.jarvis.sandbox.http.Router;
import dev.jarvis.sandbox.ledger.Ledger;
import dev.jarvis.sandbox.oauth.Account;
import dev.jarvis.sandbox.oauth.AuthorizationServer;
import dev.jarvis.sandbox.oauth.Profile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** X: its authorization server and its API v2, below one prefix. Safe for many threads. */
public final class XPlatform implements Handler {

    private final AuthorizationServer authorization;
    private final OAuth1 oauth1;
    private final RateLimits limits;
    private final Router router = new Router();

    /**
     * @param base the sandbox's address
     * @param prefix what all of X's paths start with, such as {@code /x}
     * @param rateLimit calls a user may make of one route in 15 minutes
     * @param videoProcessing how long a video takes after its upload is finished
     */
    public XPlatform(
            String base, String prefix, InstantSource clock, Ledger ledger, int rateLimit, Duration videoProcessing) {
        XStore store = new XStore(clock);
        new XSeed(store).sow();
        authorization = new AuthorizationServer(base + prefix, Profile.x(), accounts(), clock);
        authorization.accessTokenLifetime(Duration.ofHours(2));
        oauth1 = new OAuth1(clock);
        limits = new RateLimits(clock, rateLimit);
        Security security = new Security(prefix, authorization, oauth1, store, limits);
        Posts posts = new Posts(store, ledger);
        addReading(security, new Users(store), posts, new Timelines(store));
        addActing(security, posts, new Reactions(store, posts, ledger), new DirectMessages(store, ledger));
        addUploads(security, new Uploads(store, videoProcessing));
        authorization.addRoutesTo(router);
        router.otherwise(XPlatform::noSuchRoute);
    }

    /** The accounts a person can choose from on the authorization page. */
    public static List<Account> accounts() {
        return XSeed.owners().stream()
                .map(user -> new Account(user.id(), user.name(), "@" + user.username()))
                .toList();
    }

    public AuthorizationServer authorization() {
        return authorization;
    }

    /** Lets an application act for an account with OAuth 1.0a keys. */
    public void register(OAuth1Keys keys) {
        oauth1.register(keys);
    }

    /** @param route for example {@code POST /2/tweets} */
    public void limit(String route, int callsIn15Minutes) {
        limits.set(route, callsIn15Minutes);
    }

    /** Whose credential the request carries, live or not. */
    public @Nullable String owner(Request request) {
        return OAuth1.isUsedBy(request) ? oauth1.owner(request) : authorization.owner(request);
    }

    @Override
    public Answer answer(Request request) {
        return router.answer(request);
    }

    private void addReading(Security security, Users users, Posts posts, Timelines timelines) {
        String scopes = "tweet.read users.read";
        route(security, "GET", "/2/users/me", scopes, users::me);
        route(security, "GET", "/2/users/by/username/{username}", scopes, users::byUsername);
        route(security, "GET", "/2/users/{id}/tweets", scopes, timelines::own);
        route(security, "GET", "/2/users/{id}/mentions", scopes, timelines::mentions);
        route(security, "GET", "/2/tweets/search/recent", scopes, timelines::search);
        route(security, "GET", "/2/tweets/{id}", scopes, posts::read);
    }

    private void addActing(Security security, Posts posts, Reactions reactions, DirectMessages messages) {
        String write = "tweet.read tweet.write users.read";
        String like = "tweet.read users.read like.write";
        route(security, "POST", "/2/tweets", write, posts::create);
        route(security, "DELETE", "/2/tweets/{id}", write, posts::delete);
        route(security, "POST", "/2/users/{id}/likes", like, reactions::like);
        route(security, "DELETE", "/2/users/{id}/likes/{tweet_id}", like, reactions::unlike);
        route(security, "POST", "/2/users/{id}/retweets", write, reactions::repost);
        route(security, "DELETE", "/2/users/{id}/retweets/{tweet_id}", write, reactions::unrepost);
        route(
                security,
                "POST",
                "/2/dm_conversations/with/{participant_id}/messages",
                "dm.write tweet.read users.read",
                messages::send);
        route(security, "GET", "/2/dm_events", "dm.read tweet.read users.read", messages::list);
    }

    private void addUploads(Security security, Uploads uploads) {
        String scope = "media.write";
        route(security, "GET", "/2/media/upload", scope, uploads::status);
        route(security, "POST", "/2/media/upload", scope, uploads::whole);
        route(security, "POST", "/2/media/upload/initialize", scope, uploads::initialize);
        route(security, "POST", "/2/media/upload/{id}/append", scope, uploads::append);
        route(security, "POST", "/2/media/upload/{id}/finalize", scope, uploads::complete);
        route(security, "POST", "/2/media/metadata", scope, uploads::describe);
    }

    private void route(Security security, String method, String template, String scopes, XEndpoint endpoint) {
        router.route(method, template, security.guard(method + " " + template, scopes, endpoint));
    }

    private static Reply noSuchRoute(Request request) {
        return Reply.json(
                404,
                Json.object()
                        .put("title", "Not Found")
                        .put("type", "about:blank")
                        .put("status", 404)
                        .put("detail", "Not Found"));
    }
}
