package dev.jarvis.connectors.gmail;

/** Google's names for what an account may grant. */
final class GmailScopes {
    static final String SEND = "https://www.googleapis.com/auth/gmail.send";
    static final String READ = "https://www.googleapis.com/auth/gmail.readonly";
    static final String MODIFY = "https://www.googleapis.com/auth/gmail.modify";
    static final String COMPOSE = "https://www.googleapis.com/auth/gmail.compose";

    private GmailScopes() {}
}
