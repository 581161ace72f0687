package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Answer;
import dev.jarvis.sandbox.http.Call;
import dev.jarvis.sandbox.http.Handler;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import dev.jarvis.sandbox.http.Router;
import dev.jarvis.sandbox.ledger.Ledger;
import dev.jarvis.sandbox.oauth.Access;
import dev.jarvis.sandbox.oauth.Account;
import dev.jarvis.sandbox.oauth.AuthorizationServer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** Gmail's API v1 over mailboxes in memory. Callers authenticate with Google's tokens. Safe for many threads. */
public final class GmailPlatform implements Handler {

    private static final String SCOPES = "https://www.googleapis.com/auth/gmail.";
    private static final String FULL = "https://mail.google.com/";
    private static final String USER = "/gmail/v1/users/{userId}";

    private final AuthorizationServer google;
    private final PostOffice office;
    private final Router router = new Router();

    public GmailPlatform(AuthorizationServer google, InstantSource clock, Ledger ledger) {
        this.google = google;
        office = new PostOffice(clock, ledger);
        new GmailSeed(office).sow();
        addReading(new Messages(office, ledger), new Threads(office), new Settings(office));
        addActing(new Messages(office, ledger), new Drafts(office, ledger), new Settings(office));
        router.otherwise(request -> GmailProblem.notFound().reply());
    }

    /** The accounts a person can choose from on the authorization page. */
    public static List<Account> accounts() {
        return GmailSeed.OWNERS;
    }

    @Override
    public Answer answer(Request request) {
        return router.answer(request);
    }

    private void addReading(Messages messages, Threads threads, Settings settings) {
        String read = "modify readonly";
        route("GET", "/profile", "modify readonly compose metadata", settings::profile);
        route("GET", "/messages", read, messages::list);
        route("GET", "/messages/{id}", read, messages::read);
        route("GET", "/messages/{messageId}/attachments/{id}", read, messages::attachment);
        route("GET", "/threads", read, threads::list);
        route("GET", "/threads/{id}", read, threads::read);
        route("GET", "/labels", "modify readonly labels metadata", settings::labels);
        route("GET", "/labels/{id}", "modify readonly labels metadata", settings::label);
        route("GET", "/history", "modify readonly metadata", settings::history);
        route("POST", "/watch", "modify readonly metadata", settings::watch);
        route("POST", "/stop", "modify readonly metadata", settings::stop);
    }

    private void addActing(Messages messages, Drafts drafts, Settings settings) {
        route("POST", "/messages/send", "modify compose send", messages::send);
        upload("/messages/send", "modify compose send", messages::send);
        route("POST", "/messages/{id}/modify", "modify", messages::modify);
        route("POST", "/messages/{id}/trash", "modify", messages::trash);
        route("POST", "/messages/{id}/untrash", "modify", messages::untrash);
        route("POST", "/labels", "modify labels", settings::createLabel);
        route("GET", "/drafts", "modify readonly compose", drafts::list);
        route("POST", "/drafts/send", "modify compose", drafts::send);
        route("GET", "/drafts/{id}", "modify readonly compose", drafts::read);
        route("POST", "/drafts", "modify compose", drafts::create);
        upload("/drafts", "modify compose", drafts::create);
        route("DELETE", "/drafts/{id}", "modify compose", drafts::delete);
    }

    private void route(String method, String path, String scopes, GmailEndpoint endpoint) {
        router.route(method, USER + path, call -> guarded(call, scopes, endpoint));
    }

    private void upload(String path, String scopes, GmailEndpoint endpoint) {
        router.route("POST", "/upload" + USER + path, call -> guarded(call, scopes, endpoint));
    }

    /** Lets callers in who hold the full scope or any of those named. */
    private Reply guarded(Call call, String scopes, GmailEndpoint endpoint) {
        Access access = google.caller(call.request());
        Mailbox mailbox = access == null ? null : office.mailbox(access.account());
        if (access == null || mailbox == null) {
            throw GmailProblem.unauthenticated();
        }
        if (!access.scopes().contains(FULL)
                && Arrays.stream(scopes.split(" "))
                        .noneMatch(scope -> access.scopes().contains(SCOPES + scope))) {
            throw GmailProblem.scopeMissing();
        }
        String user = call.variable("userId");
        if (!mailbox.isCalled(user)) {
            throw GmailProblem.delegationDenied(user);
        }
        synchronized (office) {
            return endpoint.answer(new GmailCall(call, mailbox));
        }
    }
}
