package dev.jarvis.integration.oauth;

/** How a visit to the platform ended, for the page that the person sees. */
sealed interface Ending {
    record Connected(String account) implements Ending {}

    /** A member looks at the account first. */
    record ToBeConfirmed(String account) implements Ending {}

    record Failed(ConnectSession.Failure why) implements Ending {}

    static Ending failed(String code, String message, String whatToDo) {
        return new Failed(new ConnectSession.Failure(code, message, whatToDo));
    }
}
