package dev.jarvis.approval;

import dev.jarvis.integration.ActionRunner;
import dev.jarvis.integration.Consent;
import dev.jarvis.integration.Integration;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.integration.Ran;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.mail.Letter;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * By a Gmail account that is connected: the one act that Jarvis does for itself. Its consent covers a notice to a member's
 * own address and nothing else, and it never waits for approval.
 */
final class GmailNotices implements NoticeChannel {
    private static final Consent CONSENT = new Consent.BySystem("a notice to a member");
    private final IntegrationManager integrations;
    private final WaitingCalls calls;
    private final ActionRunner runner;
    private final JsonMapper json;

    GmailNotices(IntegrationManager integrations, WaitingCalls calls, ActionRunner runner, JsonMapper json) {
        this.integrations = integrations;
        this.calls = calls;
        this.runner = runner;
        this.json = json;
    }

    @Override
    public boolean isOpen(ObservatoryId observatory) {
        return account(observatory).isPresent();
    }

    @Override
    public void tell(ObservatoryId observatory, Letter letter) {
        Integration gmail = account(observatory).orElseThrow();
        ObjectNode input =
                json.createObjectNode().put("subject", letter.subject()).put("text", letter.text());
        input.putArray("to").add(letter.to());
        Ran ran = runner.run(calls.call(observatory, UuidV7.next(), "gmail", gmail.id(), "send", input), CONSENT);
        if (ran instanceof Ran.Failed(var reason))
            throw new IllegalStateException("Gmail did not take a notice: " + reason.code());
    }

    private Optional<Integration> account(ObservatoryId observatory) {
        return integrations.loadIntegrationsForObservatory(observatory).stream()
                .filter(one -> one.platform().equals("gmail") && one.status() == Integration.State.CONNECTED)
                .findFirst();
    }
}
