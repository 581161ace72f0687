package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Lists of posts: a user's own, those that mention a user, and search. */
record Timelines(XStore store) {

    private static final Set<String> COMMON = with(
            Fields.PARAMETERS, "max_results", "pagination_token", "start_time", "end_time", "since_id", "until_id");
    private static final Set<String> OWN = with(COMMON, "exclude");
    private static final Set<String> SEARCH = with(COMMON, "query", "next_token", "sort_order");

    Reply own(XCall call) {
        call.allowOnly(OWN);
        XUser user = named(call);
        boolean replies = !call.request().parameters().first("exclude", "").contains("replies");
        return list(call, 5, post -> post.author().equals(user) && (replies || post.replyTo() == null));
    }

    Reply mentions(XCall call) {
        call.allowOnly(COMMON);
        XUser user = named(call);
        return list(call, 5, post -> post.mentions(user));
    }

    Reply search(XCall call) {
        call.allowOnly(SEARCH);
        String query = call.request().parameters().first("query", "");
        if (query.isBlank() || query.length() > 4096) {
            throw XProblem.invalid("query", query, "The `query` query parameter can not be empty");
        }
        return list(call, 10, SearchQuery.of(query)::finds);
    }

    private Reply list(XCall call, int minimum, Predicate<XPost> wanted) {
        Parameters asked = call.request().parameters();
        View view = new View(Fields.of(asked));
        Page page = Page.of(asked, minimum, 10);
        List<XPost> found = page.oneMoreThanFits(store.posts().filter(wanted), XPost::id, XPost::at);
        List<XPost> shown = page.fitting(found);
        ObjectNode json = Json.object();
        if (!shown.isEmpty()) {
            shown.stream().map(view::post).forEach(json.putArray("data")::add);
        }
        ObjectNode includes = view.includes(shown);
        if (!includes.isEmpty() && !shown.isEmpty()) {
            json.set("includes", includes);
        }
        return Reply.json(200, json.set("meta", page.meta(found, XPost::id, true)));
    }

    private XUser named(XCall call) {
        String id = call.id("id");
        XUser user = store.user(id);
        if (user == null) {
            throw XProblem.notFound("user", "id", id);
        }
        return user;
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new HashSet<>(names);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
