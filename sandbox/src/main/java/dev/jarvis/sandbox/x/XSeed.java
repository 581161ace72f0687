package dev.jarvis.sandbox.x;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people and posts a fresh sandbox starts with. */
record XSeed(XStore store) {

    static final XUser LABS = new XUser(
            "2244994901",
            "acme_labs",
            "Acme Labs",
            "We build anvils that land where they should. Updates from the workshop.",
            18_402,
            311,
            Instant.parse("2019-03-12T09:30:00Z"));
    static final XUser SUPPORT = new XUser(
            "2244994902",
            "acme_support",
            "Acme Support",
            "Help with orders, deliveries and returns. Mon to Fri.",
            2_215,
            87,
            Instant.parse("2020-01-07T11:00:00Z"));
    private static final XUser ROSA = new XUser(
            "2244994911", "rosa_m", "Rosa Márquez", "Climbs things.", 640, 512, Instant.parse("2016-06-01T10:00:00Z"));
    private static final XUser JONAS = new XUser(
            "2244994912",
            "jonas_ek",
            "Jonas Ek",
            "Hardware shops in the north.",
            1_930,
            402,
            Instant.parse("2012-11-20T16:45:00Z"));
    private static final XUser MIRA = new XUser(
            "2244994913", "mira_writes", "みら Mira", "Trade press.", 48_100, 990, Instant.parse("2010-02-02T02:02:02Z"));

    static List<XUser> owners() {
        return List.of(LABS, SUPPORT);
    }

    void sow() {
        List.of(LABS, SUPPORT, ROSA, JONAS, MIRA).forEach(store::add);
        workshop();
        help();
        messages();
    }

    private void workshop() {
        XPost launch = post(LABS, 96, """
                The new drop-forged anvil is here. Lighter, louder, lands flat. https://acme.example/anvil""", null, 21_400, 412, 96, 31);
        post(ROSA, 95, "@acme_labs does it come in blue?", launch, 310, 4, 0, 1);
        XPost press = post(MIRA, 90, """
                Spent a day at @acme_labs. The forge is loud, the people are not. Story on Friday.""", null, 9_800, 133, 22, 9);
        post(LABS, 89, "@mira_writes It was a pleasure. Bring ear plugs next time 🙂", press, 1_020, 18, 1, 0);
        post(LABS, 70, "How do you store your anvils? 1) floor 2) shelf 3) regret", null, 7_310, 88, 12, 44);
        post(LABS, 30, """
                We are hiring two blacksmiths and one physicist. Odd mix, good lunches. https://acme.example/jobs""", null, 12_750, 201, 74, 17);
        post(MIRA, 9, """
                Story is up: why @acme_labs measures silence. Grüße an alle in der Schmiede!""", null, 15_020, 240, 61, 13);
    }

    private void help() {
        XPost late = post(
                JONAS, 52, "@acme_support order 20-1187 is three days late, what is going on?", null, 120, 2, 0, 1);
        post(SUPPORT, 51, """
                @jonas_ek Sorry, Jonas. It left our depot this morning; the tracking link is in your mail.""", late, 96, 1, 0, 1);
        post(JONAS, 50, "@acme_support got it, thanks for the quick answer", late, 80, 3, 0, 0);
        post(SUPPORT, 24, """
                Deliveries to the islands run one day late this week because of the weather.""", null, 1_410, 9, 6, 2);
        post(ROSA, 3, "Hey @acme_support, can I still change the address of my order?", null, 45, 0, 0, 0);
    }

    private void messages() {
        message(ROSA, LABS, 20, "Hi! Would you sponsor our climbing meet in May?");
        message(LABS, ROSA, 19, "We would love to. Which date?");
        message(JONAS, SUPPORT, 5, "The anvil arrived. One corner is chipped, photo follows.");
    }

    private XPost post(XUser author, int hoursAgo, String text, @Nullable XPost replyTo, long... engagement) {
        Instant at = store.now().minus(Duration.ofHours(hoursAgo));
        XPost post =
                new XPost(Ids.at(at), author, text, at, replyTo, null, List.of(), null, new Engagement(engagement));
        store.publish(post);
        return post;
    }

    private void message(XUser from, XUser to, int hoursAgo, String text) {
        Instant at = store.now().minus(Duration.ofHours(hoursAgo));
        store.deliver(new DirectMessage(Ids.at(at), from, to, text, List.of(), at));
    }
}
