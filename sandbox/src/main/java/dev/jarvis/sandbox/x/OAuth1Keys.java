package dev.jarvis.sandbox.x;

/** The four OAuth 1.0a keys with which an application acts for one account. */
public record OAuth1Keys(
        String apiKey, String apiSecret, String accessToken, String accessTokenSecret, String account) {

    @Override
    public String toString() {
        return "OAuth1Keys[" + account + "]";
    }
}
