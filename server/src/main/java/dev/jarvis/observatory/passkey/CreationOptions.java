package dev.jarvis.observatory.passkey;

import java.util.List;

/**
 * What a browser needs to make a passkey, as {@code PublicKeyCredential.parseCreationOptionsFromJSON} reads it (W3C Web
 * Authentication, section 5.4). Binary values are base64url.
 */
record CreationOptions(
        String challenge,
        RelyingParty rp,
        UserEntity user,
        List<Algorithm> pubKeyCredParams,
        long timeout,
        List<Descriptor> excludeCredentials,
        Selection authenticatorSelection,
        String attestation) {
    private static final String PUBLIC_KEY = "public-key";

    record RelyingParty(String id, String name) {}

    record UserEntity(String id, String name, String displayName) {}

    /** @param alg by its COSE number */
    record Algorithm(String type, int alg) {}

    record Descriptor(String type, String id) {
        Descriptor(String id) {
            this(PUBLIC_KEY, id);
        }
    }

    record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

    /** EdDSA, ES256, RS256: together what authenticators in use can make. */
    static final List<Algorithm> ALGORITHMS =
            List.of(new Algorithm(PUBLIC_KEY, -8), new Algorithm(PUBLIC_KEY, -7), new Algorithm(PUBLIC_KEY, -257));

    /** Found by the authenticator without a name typed, and unlocked by the person themselves. */
    static final Selection DISCOVERABLE = new Selection("required", true, "required");
}
