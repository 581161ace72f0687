package dev.jarvis.connectors.twitter;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Cost;
import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.Request;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who somebody is on X. */
final class Profiles {
    private static final String FIELDS =
            "created_at,description,location,name,profile_image_url,protected,public_metrics,url,username,verified";

    record Who(
            @Describe(
                    value = "The name of the profile; the account's own unless said.",
                    example = "@acme",
                    pattern = "^@?[A-Za-z0-9_]{1,15}$")
            @Nullable
            String username) {}

    record Profile(
            String id,

            @Describe(value = "The name in addresses.", example = "@acme")
            String username,

            String name,
            @Nullable String description,
            @Nullable String location,
            @Nullable String website,
            @Nullable String avatar,
            @Nullable Instant createdAt,
            boolean verified,

            @Describe("Whether only approved people see the posts.")
            boolean isProtected,

            long followers,
            long following,
            long posts,
            long listed,
            @Nullable Long likes) {
        static Profile of(JsonNode user) {
            JsonNode counts = user.path("public_metrics");
            return new Profile(
                    user.path("id").asString(""),
                    "@" + user.path("username").asString(""),
                    user.path("name").asString(""),
                    user.path("description").stringValue(null),
                    user.path("location").stringValue(null),
                    user.path("url").stringValue(null),
                    user.path("profile_image_url").stringValue(null),
                    Moments.of(user.path("created_at")),
                    user.path("verified").asBoolean(false),
                    user.path("protected").asBoolean(false),
                    counts.path("followers_count").asLong(0),
                    counts.path("following_count").asLong(0),
                    counts.path("post_count").asLong(counts.path("tweet_count").asLong(0)),
                    counts.path("listed_count").asLong(0),
                    counts.path("like_count").isNumber()
                            ? counts.path("like_count").asLong()
                            : null);
        }
    }

    static final Action<TwitterIntegration, Who, Profile> PROFILE = Action.on(
                    TwitterIntegration.class, "profile", Who.class, Profile.class)
            .titled("Profile", "Reads a profile with its followers and counts: the account's own, or somebody's.")
            .readsOnly()
            .scopes("tweet.read", "users.read")
            .costs("USD 0.010", anyone -> Cost.usd("0.010"))
            .runs(Profiles::profile);

    private Profiles() {}

    private static Profile profile(TwitterIntegration x, Who who, Call call) {
        String path = who.username() == null ? "/2/users/me" : byName(who.username());
        return Profile.of(x.data(Request.get(x.at(path, Map.of("user.fields", FIELDS)))));
    }

    /** @param username with or without the sign in front */
    static String byName(String username) {
        return "/2/users/by/username/" + (username.startsWith("@") ? username.substring(1) : username);
    }
}
