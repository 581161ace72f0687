package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Parameters;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Which fields and expansions a caller wants; names that X does not have are refused. */
record Fields(Set<String> post, Set<String> user, Set<String> media, Set<String> poll, Set<String> expansions) {

    static final Set<String> PARAMETERS =
            Set.of("post.fields", "user.fields", "media.fields", "poll.fields", "place.fields", "expansions");
    private static final Set<String> POST = words(
            "article article_title attachments card_uri community_id context_annotations conversation_id created_at"
                    + " display_text_range edit_controls entities geo id lang matched_media_notes media_metadata"
                    + " non_public_metrics note_post note_request_suggestions organic_metrics paid_partnership"
                    + " possibly_sensitive promoted_metrics public_metrics reply_settings scopes source"
                    + " suggested_source_links suggested_source_links_with_counts text withheld");
    private static final Set<String> USER = words(
            "confirmed_email connection_status created_at description entities id is_identity_verified location name"
                    + " parody profile_banner_url profile_image_url protected public_metrics receives_your_dm"
                    + " subscribes_to_you subscription subscription_type url username verified"
                    + " verified_followers_count verified_type withheld");
    private static final Set<String> MEDIA =
            words("alt_text duration_ms height media_key non_public_metrics organic_metrics preview_image_url"
                    + " promoted_metrics public_metrics type url variants width");
    private static final Set<String> POLL = words("duration_minutes end_datetime id options voting_status");
    private static final Set<String> EXPANSIONS =
            words("article.cover_media article.media_entities attachments.media_keys attachments.media_source_tweet"
                    + " attachments.poll_ids author_id edit_history_post_ids entities.mentions.username geo.place_id"
                    + " in_reply_to_user_id referenced_posts username affiliation most_recent_post_id pinned_post_id"
                    + " participant_ids sender_id");

    static Fields of(Parameters asked) {
        return new Fields(
                chosen(asked, "post.fields", POST),
                chosen(asked, "user.fields", USER),
                chosen(asked, "media.fields", MEDIA),
                chosen(asked, "poll.fields", POLL),
                chosen(asked, "expansions", EXPANSIONS));
    }

    boolean expands(String name) {
        return expansions.contains(name);
    }

    private static Set<String> chosen(Parameters asked, String parameter, Set<String> known) {
        String list = asked.first(parameter);
        if (list == null) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>(Arrays.asList(list.split(",", -1)));
        for (String name : names) {
            if (!known.contains(name)) {
                throw XProblem.invalid(
                        parameter,
                        list,
                        "The `" + parameter + "` query parameter value [" + name + "] is not one of "
                                + new TreeSet<>(known));
            }
        }
        return names;
    }

    private static Set<String> words(String spaced) {
        return Set.of(spaced.split(" "));
    }
}
