package dev.jarvis.automation.hook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** How a sender proves that a webhook is theirs. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(Signature.Standard.class), @JsonSubTypes.Type(Signature.Hmac.class)})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Signature {
    /** What the sender signed and what they sent for it. @param time in seconds; null where it is not signed */
    record Claim(String id, @Nullable String time, byte[] signed, List<byte[]> signatures) {}

    /** @throws Problem 401 when what it needs is missing or malformed */
    Claim claim(Headers headers, byte[] body);

    /** The signature that was due under this secret. */
    byte[] of(Secret secret, byte[] signed);

    /** @return null where the secret is in order, or what is wrong with it */
    @Nullable
    String complaint(Secret secret);

    /**
     * As standardwebhooks.com describes it: headers {@code webhook-id}, {@code webhook-timestamp} and
     * {@code webhook-signature}; the secret is {@code whsec_} and base64.
     */
    @JsonTypeName("standard")
    record Standard() implements Signature {
        private static final String PREFIX = "whsec_";

        @Override
        public Claim claim(Headers headers, byte[] body) {
            String id = headers.only("webhook-id");
            String time = headers.only("webhook-timestamp");
            List<byte[]> signatures = new ArrayList<>();
            for (String one : headers.only("webhook-signature").split(" ", 10))
                if (one.startsWith("v1,"))
                    Encoding.BASE64.decoded(one.substring(3)).ifPresent(signatures::add);
            return new Claim(id, time, joined(id + "." + time + ".", body), signatures);
        }

        @Override
        public byte[] of(Secret secret, byte[] signed) {
            return mac("HmacSHA256", Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length())), signed);
        }

        @Override
        public @Nullable String complaint(Secret secret) {
            try {
                String text = secret.reveal();
                if (!text.startsWith(PREFIX)) return "must begin with whsec_";
                int bytes = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
                return bytes < 24 || bytes > 64 ? "must hold 24 to 64 bytes" : null;
            } catch (IllegalArgumentException e) {
                return "must be whsec_ and base64";
            }
        }
    }

    /**
     * A keyed hash of the body in a header of the sender's choosing.
     *
     * @param header such as {@code X-Hub-Signature-256}
     * @param prefix before the hash in the header, such as {@code sha256=}
     * @param timestampHeader seconds since 1970; then <code>time.body</code> is what is signed. Null where there is none
     * @param idHeader what names the delivery; null to know a repeated one by its time and body
     */
    @JsonTypeName("hmac")
    record Hmac(
            String header,
            Algorithm algorithm,
            Encoding encoding,
            @Nullable String prefix,
            @Nullable String timestampHeader,
            @Nullable String idHeader)
            implements Signature {
        public enum Algorithm {
            SHA256("HmacSHA256"),
            SHA512("HmacSHA512");

            private final String javaName;

            Algorithm(String javaName) {
                this.javaName = javaName;
            }
        }

        public Hmac {
            header("header", header);
            if (prefix == null) prefix = "";
            if (timestampHeader != null) header("timestampHeader", timestampHeader);
            if (idHeader != null) header("idHeader", idHeader);
        }

        private static void header(String field, String name) {
            if (!name.matches("[A-Za-z0-9-]{1,100}")) throw Problem.badInput(field, "must be a header's name");
        }

        @Override
        public Claim claim(Headers headers, byte[] body) {
            String time = timestampHeader == null ? null : headers.only(timestampHeader);
            byte[] signed = time == null ? body : joined(time + ".", body);
            String id = idHeader == null
                    ? "sha256:" + HexFormat.of().formatHex(Headers.sha256(signed))
                    : headers.only(idHeader);
            return new Claim(id, time, signed, signatures(headers.only(header)));
        }

        private List<byte[]> signatures(String sent) {
            if (!sent.startsWith(String.valueOf(prefix))) return List.of();
            return encoding.decoded(sent.substring(String.valueOf(prefix).length())).stream()
                    .toList();
        }

        @Override
        public byte[] of(Secret secret, byte[] signed) {
            return mac(algorithm.javaName, secret.reveal().getBytes(StandardCharsets.UTF_8), signed);
        }

        @Override
        public @Nullable String complaint(Secret secret) {
            int length = secret.reveal().length();
            return length < 16 || length > 500 ? "must have 16 to 500 characters" : null;
        }
    }

    /** How a signature is written. */
    enum Encoding {
        HEX,
        BASE64;

        /** One text for one signature: decoders overlook spare bits and mixed cases, and nothing here is overlooked. */
        Optional<byte[]> decoded(String text) {
            try {
                byte[] bytes = this == HEX
                        ? HexFormat.of().parseHex(text)
                        : Base64.getDecoder().decode(text);
                return written(bytes).contains(text) ? Optional.of(bytes) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private List<String> written(byte[] bytes) {
            return this == HEX
                    ? List.of(
                            HexFormat.of().formatHex(bytes),
                            HexFormat.of().withUpperCase().formatHex(bytes))
                    : List.of(Base64.getEncoder().encodeToString(bytes));
        }
    }

    private static byte[] joined(String before, byte[] body) {
        byte[] first = before.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[first.length + body.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }

    private static byte[] mac(String algorithm, byte[] key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }
}
