package dev.jarvis.observatory.passkey;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.dataformat.cbor.CBORMapper;

/** An authenticator in software: one ES256 key, no attestation. */
final class SoftKey {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final byte PRESENT_AND_VERIFIED = 0x05;
    private static final byte WITH_CREDENTIAL = 0x40;

    private final KeyPair pair;
    private final byte[] id = new byte[32];
    private int count;

    SoftKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        new SecureRandom().nextBytes(id);
    }

    Map<String, Object> register(String challenge, String rpId, String origin) throws Exception {
        byte[] client = clientData("webauthn.create", challenge, origin);
        Map<String, Object> attestation = new LinkedHashMap<>();
        attestation.put("fmt", "none");
        attestation.put("attStmt", Map.of());
        attestation.put("authData", authenticatorData(rpId, true));
        return credential(Map.of(
                "clientDataJSON", BASE64.encodeToString(client),
                "attestationObject", BASE64.encodeToString(new CBORMapper().writeValueAsBytes(attestation))));
    }

    Map<String, Object> answer(String challenge, String rpId, String origin) throws Exception {
        byte[] client = clientData("webauthn.get", challenge, origin);
        byte[] data = authenticatorData(rpId, false);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(data);
        signature.update(sha256(client));
        return credential(Map.of(
                "clientDataJSON", BASE64.encodeToString(client),
                "authenticatorData", BASE64.encodeToString(data),
                "signature", BASE64.encodeToString(signature.sign())));
    }

    private Map<String, Object> credential(Map<String, String> response) {
        return Map.of(
                "id", BASE64.encodeToString(id),
                "rawId", BASE64.encodeToString(id),
                "type", "public-key",
                "response", response,
                "clientExtensionResults", Map.of());
    }

    private static byte[] clientData(String type, String challenge, String origin) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, challenge, origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(String rpId, boolean withCredential) throws Exception {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(sha256(rpId.getBytes(StandardCharsets.UTF_8)));
        data.write(PRESENT_AND_VERIFIED | (withCredential ? WITH_CREDENTIAL : 0));
        data.write(ByteBuffer.allocate(4).putInt(++count).array());
        if (withCredential) {
            data.write(new byte[16]);
            data.write(ByteBuffer.allocate(2).putShort((short) id.length).array());
            data.write(id);
            data.write(coseKey());
        }
        return data.toByteArray();
    }

    private byte[] coseKey() throws Exception {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        ByteArrayOutputStream cose = new ByteArrayOutputStream();
        cose.write(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20});
        cose.write(coordinate(key.getW().getAffineX().toByteArray()));
        cose.write(new byte[] {0x22, 0x58, 0x20});
        cose.write(coordinate(key.getW().getAffineY().toByteArray()));
        return cose.toByteArray();
    }

    /** 32 bytes, without a sign and with zeros in front. */
    private static byte[] coordinate(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(number.length, 32);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
