package dev.jarvis.sandbox.oauth;

import dev.jarvis.sandbox.http.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Signs identity tokens with RS256 (OpenID Connect Core 1.0, 2). The key is made on first use and lives as long as this. */
final class IdTokens {

    private static final String KEY_ID = "sandbox-1";

    private final String issuer;
    private final Map<String, Account> accounts;
    private final InstantSource clock;
    private @Nullable KeyPair pair;
    private volatile UnaryOperator<ObjectNode> tampering = UnaryOperator.identity();

    IdTokens(String issuer, Map<String, Account> accounts, InstantSource clock) {
        this.issuer = issuer;
        this.accounts = accounts;
        this.clock = clock;
    }

    void tamper(UnaryOperator<ObjectNode> with) {
        tampering = with;
    }

    String sign(String account, String audience, @Nullable String nonce) {
        Instant now = clock.instant();
        ObjectNode claims = identity(account)
                .put("iss", issuer)
                .put("aud", audience)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plusSeconds(3600).getEpochSecond());
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        ObjectNode header = Json.object().put("alg", "RS256").put("typ", "JWT").put("kid", KEY_ID);
        String content = base64(Json.write(header)) + "." + base64(Json.write(tampering.apply(claims)));
        return content + "." + base64(signature(content));
    }

    /** The claims that say who it is. */
    ObjectNode identity(String id) {
        Account account = accounts.get(id);
        ObjectNode claims = Json.object().put("sub", id);
        if (account != null) {
            claims.put("name", account.name());
            if (account.detail().indexOf('@') > 0) {
                claims.put("email", account.detail()).put("email_verified", true);
            }
        }
        return claims;
    }

    ObjectNode jwks() {
        RSAPublicKey key = (RSAPublicKey) pair().getPublic();
        ObjectNode jwk = Json.object()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", KEY_ID)
                .put("n", base64(unsigned(key.getModulus())))
                .put("e", base64(unsigned(key.getPublicExponent())));
        return Json.object().set("keys", Json.array().add(jwk));
    }

    private byte[] signature(String content) {
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initSign(pair().getPrivate());
            rs256.update(content.getBytes(StandardCharsets.US_ASCII));
            return rs256.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with SHA256withRSA", e);
        }
    }

    private synchronized KeyPair pair() {
        if (pair == null) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                pair = generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK makes RSA keys", e);
            }
        }
        return pair;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
