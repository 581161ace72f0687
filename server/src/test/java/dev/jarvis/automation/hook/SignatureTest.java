package dev.jarvis.automation.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import dev.jarvis.testing.Protocol;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is signed is taken, and nothing else is, down to the single bit. */
@Protocol
@Tag("P22")
class SignatureTest {
    private static final Instant NOW = Instant.parse("2027-01-31T08:00:00Z");
    private static final String BODY = "{\"order\": 4711, \"name\": \"Zoë\"}";
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /**
     * A sender of one kind.
     *
     * @param header which carries the signature
     * @param prefix before it
     */
    private record Sender(Signature signature, String secret, String header, String prefix) {
        OpenHook hook() {
            return hook(new OpenHook.Held(Secret.of(secret), null));
        }

        OpenHook hook(OpenHook.Held... secrets) {
            return new OpenHook(new ObservatoryId(UUID.randomUUID()), UUID.randomUUID(), signature, List.of(secrets));
        }

        /** The headers of a delivery, signed as its platform documents it. */
        Map<String, String> signed(String time) {
            Map<String, String> headers = new LinkedHashMap<>();
            switch (signature) {
                case Signature.Standard _ -> {
                    headers.put("webhook-id", "msg_1");
                    headers.put("webhook-timestamp", time);
                    headers.put(header, prefix + base64(mac("HmacSHA256", KEY, "msg_1." + time + "." + BODY)));
                }
                case Signature.Hmac hmac -> {
                    if (hmac.idHeader() != null) headers.put(hmac.idHeader(), "delivery-1");
                    if (hmac.timestampHeader() != null) headers.put(hmac.timestampHeader(), time);
                    String said = hmac.timestampHeader() == null ? BODY : time + "." + BODY;
                    String name = hmac.algorithm() == Signature.Hmac.Algorithm.SHA256 ? "HmacSHA256" : "HmacSHA512";
                    byte[] mac = mac(name, secret.getBytes(StandardCharsets.UTF_8), said);
                    headers.put(
                            header,
                            prefix
                                    + (hmac.encoding() == Signature.Encoding.HEX
                                            ? HexFormat.of().formatHex(mac)
                                            : base64(mac)));
                }
            }
            return headers;
        }

        Map<String, String> signed() {
            return signed(String.valueOf(NOW.getEpochSecond()));
        }

        @Override
        public String toString() {
            return header;
        }
    }

    static Stream<Sender> senders() {
        String secret = "a shared secret of theirs";
        return Stream.of(
                new Sender(new Signature.Standard(), "whsec_" + base64(KEY), "webhook-signature", "v1,"),
                new Sender(
                        hmac("X-Hub-Signature-256", Signature.Encoding.HEX, "sha256=", null, "X-GitHub-Delivery"),
                        secret,
                        "X-Hub-Signature-256",
                        "sha256="),
                new Sender(
                        hmac("X-Shopify-Hmac-Sha256", Signature.Encoding.BASE64, null, null, "X-Shopify-Webhook-Id"),
                        secret,
                        "X-Shopify-Hmac-Sha256",
                        ""),
                new Sender(
                        hmac("X-Signature", Signature.Encoding.HEX, null, "X-Timestamp", null),
                        secret,
                        "X-Signature",
                        ""),
                new Sender(
                        new Signature.Hmac(
                                "X-Signature-512",
                                Signature.Hmac.Algorithm.SHA512,
                                Signature.Encoding.BASE64,
                                "v2:",
                                "X-Time",
                                "X-Id"),
                        secret,
                        "X-Signature-512",
                        "v2:"));
    }

    private static Signature hmac(
            String header, Signature.Encoding encoding, String prefix, String timeHeader, String idHeader) {
        return new Signature.Hmac(header, Signature.Hmac.Algorithm.SHA256, encoding, prefix, timeHeader, idHeader);
    }

    @ParameterizedTest
    @MethodSource("senders")
    void takesWhatIsSigned(Sender sender) {
        String first = verify(sender.hook(), sender.signed(), BODY);
        String again = verify(sender.hook(), sender.signed(), BODY);

        assertThat(first).isNotBlank().isEqualTo(again);
    }

    @ParameterizedTest
    @MethodSource("senders")
    void refusesEveryFlippedBitOfTheBody(Sender sender) {
        OpenHook hook = sender.hook();
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < body.length * 8; bit++) {
            body[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(codeOf(hook, sender.signed(), body)).isEqualTo("bad-signature");
            body[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    /** An id that is not signed may be another; everything else of the headers is. */
    @ParameterizedTest
    @MethodSource("senders")
    void refusesEveryFlippedBitOfTheHeaders(Sender sender) {
        OpenHook hook = sender.hook();
        boolean idIsSigned = sender.signature instanceof Signature.Standard;
        sender.signed().forEach((name, value) -> {
            boolean isId = name.toLowerCase(Locale.ROOT).matches(".*(-id|delivery)");
            for (int bit = 0; bit < value.length() * 7 && (idIsSigned || !isId); bit++) {
                char[] flipped = value.toCharArray();
                flipped[bit / 7] ^= (char) (1 << bit % 7);
                Map<String, String> headers = sender.signed();
                headers.put(name, new String(flipped));
                assertThat(codeOf(hook, headers, BODY))
                        .as("%s: %s", name, new String(flipped))
                        .isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("senders")
    void refusesWhatMissesAHeaderOrHasItTwice(Sender sender) {
        OpenHook hook = sender.hook();
        for (String name : sender.signed().keySet()) {
            Map<String, String> less = sender.signed();
            less.remove(name);
            assertThat(codeOf(hook, less, BODY)).as(name).isEqualTo("bad-signature");
            Headers twice =
                    new Headers(asked -> Stream.ofNullable(sender.signed().get(asked))
                            .flatMap(value -> asked.equals(name) ? Stream.of(value, value) : Stream.of(value))
                            .toList());
            assertThatThrownBy(() -> hook.verify(twice, BODY.getBytes(StandardCharsets.UTF_8), NOW))
                    .as(name)
                    .isInstanceOf(Problem.class);
        }
    }

    @ParameterizedTest
    @MethodSource("senders")
    void refusesAnotherEncodingOfTheSameSignature(Sender sender) {
        OpenHook hook = sender.hook();
        String right = sender.signed().get(sender.header).substring(sender.prefix.length());
        boolean hex = right.matches("[0-9a-f]+");
        byte[] mac = hex ? HexFormat.of().parseHex(right) : Base64.getDecoder().decode(right);
        List<String> wrong = List.of(
                hex ? base64(mac) : HexFormat.of().formatHex(mac),
                Base64.getUrlEncoder().withoutPadding().encodeToString(mac) + "-",
                HexFormat.ofDelimiter(":").formatHex(mac),
                right + "\n",
                " " + right,
                right + right,
                right.substring(1),
                right.replace("=", "") + (hex ? "=" : ""),
                "0x" + right,
                "");
        for (String other : wrong)
            for (String prefix : List.of(sender.prefix, "sha1=", "v1a,")) {
                Map<String, String> headers = sender.signed();
                headers.put(sender.header, prefix + other);
                assertThat(codeOf(hook, headers, BODY)).as(prefix + other).isEqualTo("bad-signature");
            }
    }

    @ParameterizedTest
    @MethodSource("senders")
    void refusesTheSameMeaningInOtherBytes(Sender sender) {
        for (String other : List.of(BODY.replace(" ", ""), BODY.replace("ë", "\\u00eb"), BODY + "\n", ""))
            assertThat(codeOf(sender.hook(), sender.signed(), other)).isEqualTo("bad-signature");
    }

    @Test
    void takesNothingThatWasSignedMoreThanFiveMinutesBeforeOrAfterNow() {
        senders().filter(sender -> sender.signed("x").containsValue("x")).forEach(sender -> {
            for (long off : new long[] {-300, 0, 300})
                assertThat(codeAt(sender, String.valueOf(NOW.getEpochSecond() + off)))
                        .isEmpty();
            for (long off : new long[] {-301, 301, -86_400, 10_000_000_000L})
                assertThat(codeAt(sender, String.valueOf(NOW.getEpochSecond() + off)))
                        .isEqualTo("stale");
            for (String none : List.of("soon", "1.5", "9223372036854775807", "99999999999999999999", "-1e3"))
                assertThat(codeAt(sender, none)).as(none).isIn("stale", "bad-signature");
        });
    }

    @ParameterizedTest
    @MethodSource("senders")
    void takesTheFormerSecretUntilItsTimeIsOver(Sender sender) {
        OpenHook.Held fresh = new OpenHook.Held(
                Secret.of(sender.secret.startsWith("whsec_") ? "whsec_" + base64(new byte[32]) : "quite another one"),
                null);
        Secret former = Secret.of(sender.secret);

        assertThat(codeOf(sender.hook(fresh, new OpenHook.Held(former, NOW.plusSeconds(1))), sender.signed(), BODY))
                .isEmpty();
        assertThat(codeOf(sender.hook(fresh, new OpenHook.Held(former, NOW)), sender.signed(), BODY))
                .isEqualTo("bad-signature");
        assertThat(codeOf(sender.hook(fresh), sender.signed(), BODY)).isEqualTo("bad-signature");
        assertThat(codeOf(sender.hook(new OpenHook.Held[0]), sender.signed(), BODY))
                .isEqualTo("bad-signature");
    }

    private static String codeAt(Sender sender, String time) {
        return codeOf(sender.hook(), sender.signed(time), BODY);
    }

    private static String codeOf(OpenHook hook, Map<String, String> headers, String body) {
        return codeOf(hook, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty where it is taken. */
    private static String codeOf(OpenHook hook, Map<String, String> headers, byte[] body) {
        try {
            hook.verify(new Headers(name -> Stream.ofNullable(headers.get(name)).toList()), body, NOW);
            return "";
        } catch (Problem refused) {
            assertThat(refused.status()).isEqualTo(401);
            return refused.code();
        }
    }

    private static String verify(OpenHook hook, Map<String, String> headers, String body) {
        return hook.verify(
                new Headers(name -> Stream.ofNullable(headers.get(name)).toList()),
                body.getBytes(StandardCharsets.UTF_8),
                NOW);
    }

    private static byte[] mac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
