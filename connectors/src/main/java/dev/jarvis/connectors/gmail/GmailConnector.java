package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Connector;
import java.util.List;

/** Gmail, as the server finds it. */
public final class GmailConnector implements Connector {
    @Override
    public List<Action<?, ?, ?>> actions() {
        return List.of(
                Sending.SEND,
                Reading.SEARCH,
                Reading.MESSAGE,
                Reading.THREAD,
                Reading.ATTACHMENT,
                Filing.LABELS,
                Filing.LABEL,
                Filing.ARCHIVE,
                Filing.TRASH,
                Filing.UNTRASH,
                Drafts.CREATE,
                Drafts.SEND);
    }

    @Override
    public BaseIntegration create() {
        return new GmailIntegration();
    }
}
