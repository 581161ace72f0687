package dev.jarvis.connectors.twitter;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Connector;
import java.util.List;

/** X (Twitter), as the server finds it. */
public final class TwitterConnector implements Connector {
    @Override
    public List<Action<?, ?, ?>> actions() {
        return List.of(
                Posting.TWEET,
                Posting.DELETE,
                Engagement.LIKE,
                Engagement.UNLIKE,
                Engagement.REPOST,
                Engagement.UNREPOST,
                Timelines.MENTIONS,
                Timelines.OWN_POSTS,
                Timelines.SEARCH,
                Profiles.PROFILE,
                DirectMessages.SEND);
    }

    @Override
    public BaseIntegration create() {
        return new TwitterIntegration();
    }
}
