package dev.jarvis.sandbox;

/**
 * The addresses a server needs to use the sandbox instead of the real platforms.
 *
 * @param xApi stands for {@code https://api.x.com}, so posts go to {@code xApi + "/2/tweets"}
 * @param gmailApi stands for {@code https://gmail.googleapis.com}; uploads lie below it at {@code /upload/gmail/v1/...}
 * @param openIdIssuer of the provider for signing in; its discovery document is below
 * @param effects the upstream with the routes {@code /k}, {@code /r} and {@code /n}
 */
public record Endpoints(
        String xApi,
        String xAuthorization,
        String xToken,
        String xRevocation,
        String gmailApi,
        String googleAuthorization,
        String googleToken,
        String googleRevocation,
        String googleUserInfo,
        String openIdIssuer,
        String effects,
        String echo) {

    static Endpoints below(String base) {
        return new Endpoints(
                base + "/x",
                base + "/x/i/oauth2/authorize",
                base + "/x/2/oauth2/token",
                base + "/x/2/oauth2/revoke",
                base + "/gmail",
                base + "/google/o/oauth2/v2/auth",
                base + "/google/token",
                base + "/google/revoke",
                base + "/google/userinfo",
                base + "/oidc",
                base + "/effects",
                base + "/echo");
    }
}
