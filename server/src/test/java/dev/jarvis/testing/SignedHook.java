package dev.jarvis.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An address for webhooks and a sender who knows its secret, signing as standardwebhooks.com describes. */
public record SignedHook(int port, UUID id, String secret) {
    /** Made over {@code /api/hooks} by somebody who may. */
    public static SignedHook make(int port, Caller admin, String name) {
        Caller.Answer made = admin.post("/api/hooks", Map.of("name", name));
        if (made.status() != 201) throw new AssertionError(made.body());
        return new SignedHook(port, UUID.fromString(made.text("/hook/id")), made.text("/secret"));
    }

    public SignedHook withSecret(String other) {
        return new SignedHook(port, id, other);
    }

    public Caller.Answer deliver(String message, String body) {
        return deliver(message, body, "");
    }

    /** @param prefer as of RFC 7240, such as {@code wait=10} */
    public Caller.Answer deliver(String message, String body, String prefer) {
        String now = String.valueOf(Instant.now().getEpochSecond());
        return send(message, now, sign(message, now, body), body, prefer);
    }

    /** Whatever it is, as it is. */
    public Caller.Answer send(String message, String time, String signature, String body, String prefer) {
        return new Caller(port)
                .with("webhook-id", message)
                .with("webhook-timestamp", time)
                .with("webhook-signature", signature)
                .with("Prefer", prefer)
                .send("POST", "/hooks/webhook/" + id, body);
    }

    public String sign(String message, String time, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
            byte[] due = mac.doFinal((message + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(due);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
