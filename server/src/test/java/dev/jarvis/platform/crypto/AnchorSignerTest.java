package dev.jarvis.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.platform.crypto.AnchorSigner.Signature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnchorSignerTest {
    private final Vaults world = new Vaults();
    private final byte[] anchor = "observatory 1, seq 42, hash ab".getBytes(StandardCharsets.UTF_8);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void signsSoThatTheExportedKeyVerifies() throws Exception {
        Signature signature = world.node().signer().sign(anchor);
        String pem = Files.readString(world.data.resolve("anchor-keys/" + signature.keyId() + ".pem"));
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        java.security.Signature verifier = java.security.Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(anchor);
        assertThat(verifier.verify(signature.bytes())).isTrue();
    }

    @Test
    void verifiesAfterTheMasterKeyWasReplaced() {
        Vaults.Node node = world.node();
        Signature before = node.signer().sign(anchor);
        node.rotation().rotateMaster();
        node.rotation().forgetOldMasterKeys();
        Signature after = node.signer().sign(anchor);
        assertThat(after.keyId()).isNotEqualTo(before.keyId());
        assertThat(world.node().signer().verify(anchor, before)).isTrue();
        assertThat(world.node().signer().verify(anchor, after)).isTrue();
    }

    @Test
    void refusesAChangedAnchorAForeignKeyAndAnUnknownOne() {
        AnchorSigner signer = world.node().signer();
        Signature signature = signer.sign(anchor);
        assertThat(signer.verify("observatory 1, seq 41".getBytes(StandardCharsets.UTF_8), signature))
                .isFalse();
        assertThat(signer.verify(anchor, new Signature("0123456789abcdef", signature.bytes())))
                .isFalse();
        assertThat(signer.verify(anchor, new Signature("../../etc/passwd", signature.bytes())))
                .isFalse();
        assertThat(signer.verify(anchor, new Signature(signature.keyId(), new byte[64])))
                .isFalse();
        assertThat(signer.verify(anchor, new Signature(signature.keyId(), new byte[0])))
                .isFalse();
    }
}
