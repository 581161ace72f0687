package dev.jarvis.observatory.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.web.PublicUrl;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Making and showing a passkey: we ask, the authenticator answers, the answer is checked against what was asked. */
final class Ceremony {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final boolean PERSON_VERIFIED = true;
    private static final boolean PERSON_PRESENT = true;
    private final WebAuthnManager webauthn = WebAuthnManager.createNonStrictWebAuthnManager();
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final PublicUrl publicUrl;

    Ceremony(Passkeys passkeys, Challenges challenges, PublicUrl publicUrl) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.publicUrl = publicUrl;
    }

    CreationOptions offer(SignedIn person) {
        return new CreationOptions(
                challenges.open(person.user()),
                new CreationOptions.RelyingParty(publicUrl.host(), "Jarvis"),
                new CreationOptions.UserEntity(
                        BASE64.encodeToString(passkeys.handle(person.user())),
                        person.email().value(),
                        person.name()),
                CreationOptions.ALGORITHMS,
                Challenges.LAST.toMillis(),
                passkeys.credentialIds(person.user()).stream()
                        .map(id -> new CreationOptions.Descriptor(BASE64.encodeToString(id)))
                        .toList(),
                CreationOptions.DISCOVERABLE,
                "none");
    }

    Passkey register(SignedIn person, String label, JsonNode credential) {
        RegistrationData made = read(() -> webauthn.parseRegistrationResponseJSON(credential.toString()));
        ServerProperty server = server(made.getCollectedClientData(), person.user());
        verified(() ->
                webauthn.verify(made, new RegistrationParameters(server, accepted(), PERSON_VERIFIED, PERSON_PRESENT)));
        return passkeys.add(person.user(), label, made);
    }

    /** @param user who must answer; null for anybody who can */
    RequestOptions ask(@Nullable UserId user) {
        return new RequestOptions(challenges.open(user), publicUrl.host(), Challenges.LAST.toMillis(), "required");
    }

    /** @return whose passkey answered. @throws Problem 401 when it does not prove that */
    UserId proven(JsonNode credential, @Nullable UserId user) {
        AuthenticationData proof = read(() -> webauthn.parseAuthenticationResponseJSON(credential.toString()));
        ServerProperty server = server(proof.getCollectedClientData(), user);
        StoredPasskey passkey = passkeys.find(proof.getCredentialId())
                .filter(found -> user == null || found.user().equals(user))
                .orElseThrow(Ceremony::unproven);
        verified(() -> webauthn.verify(
                proof, new AuthenticationParameters(server, passkey.record(), null, PERSON_VERIFIED, PERSON_PRESENT)));
        passkeys.used(passkey, proof);
        return passkey.user();
    }

    /** The challenge in the answer counts only if we asked it, which uses it up. */
    private ServerProperty server(@Nullable CollectedClientData answered, @Nullable UserId user) {
        if (answered == null) throw unproven();
        Challenge challenge =
                challenges.use(BASE64.encodeToString(answered.getChallenge().getValue()), user);
        return ServerProperty.builder()
                .originPredicate(origin -> publicUrl.isOurs(origin.toString()))
                .rpId(publicUrl.host())
                .challenge(challenge)
                .build();
    }

    private static List<PublicKeyCredentialParameters> accepted() {
        return CreationOptions.ALGORITHMS.stream()
                .map(algorithm -> new PublicKeyCredentialParameters(
                        PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(algorithm.alg())))
                .toList();
    }

    /** The library reads what anybody may send, and answers some of it with plain runtime exceptions. */
    private static <T> T read(Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            throw Problem.badInput("credential", "is not what a browser makes of a passkey");
        }
    }

    private static void verified(Runnable step) {
        try {
            step.run();
        } catch (VerificationException | DataConversionException e) {
            throw unproven();
        }
    }

    private static Problem unproven() {
        return Problem.of(401, "passkey-refused", "This passkey does not prove who you are here.");
    }
}
