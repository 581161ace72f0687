package dev.jarvis.platform.web;

import dev.jarvis.platform.problem.SettingRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How far the server is reached: on this machine alone, or beyond it, and then only by TLS of its own or through proxies
 * that are named. Anything else does not start, because passwords and keys would travel in the clear.
 */
record Reach(String bind, boolean beyond, @Nullable Certificate certificate, TrustedProxies proxies) {
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * @param setting gives a setting's value, or an empty text
     * @param bind the address to listen on
     * @throws SettingRefused with the setting's name, the problem and an example
     */
    static Reach of(String bind, UnaryOperator<String> setting, Instant now) {
        Certificate certificate =
                certificate(setting.apply(Certificate.CHAIN_SETTING), setting.apply(Certificate.KEY_SETTING), now);
        TrustedProxies proxies = TrustedProxies.of(setting.apply(TrustedProxies.SETTING));
        Reach reach = new Reach(bind, !isLoopback(bind), certificate, proxies);
        if (reach.beyond) reach.insistOnSafety(setting.apply(PublicUrl.SETTING));
        return reach;
    }

    boolean encrypted() {
        return certificate != null;
    }

    /** The command line speaks plain HTTP on loopback; where the main port does not, there is a small one beside it. */
    boolean needsLocalDoor() {
        return beyond || encrypted();
    }

    /** Whether somebody at this address may speak to the main port in the way it is set up. */
    boolean welcomes(String peer) {
        return encrypted() || proxies.trust(peer) || isLoopback(peer);
    }

    private void insistOnSafety(String publicUrl) {
        if (!encrypted() && proxies.isEmpty())
            throw new SettingRefused(
                    "JARVIS_BIND is '%s', which others can reach, and nothing would encrypt what they send."
                            .formatted(bind),
                    "Set %s and %s to PEM files, or put a proxy with TLS in front and name it in %s (for example 10.0.0.5); or leave JARVIS_BIND out."
                            .formatted(Certificate.CHAIN_SETTING, Certificate.KEY_SETTING, TrustedProxies.SETTING));
        if (!publicUrl.strip().startsWith("https://"))
            throw new SettingRefused(
                    "JARVIS_BIND is '%s', and %s does not say by which https address people come."
                            .formatted(bind, PublicUrl.SETTING),
                    "Set it to that address, for example %s=https://jarvis.example.com".formatted(PublicUrl.SETTING));
    }

    private static @Nullable Certificate certificate(String chain, String key, Instant now) {
        if (chain.isBlank() && key.isBlank()) return null;
        if (chain.isBlank() || key.isBlank())
            throw new SettingRefused(
                    "Of %s and %s only one is set.".formatted(Certificate.CHAIN_SETTING, Certificate.KEY_SETTING),
                    "Set both, to PEM files: the certificate with its chain, and its private key.");
        return Certificate.of(Path.of(chain.strip()), Path.of(key.strip()), now);
    }

    /** Numeric or a name of this machine's own; a name that is not known is somebody else's. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address.isBlank() ? LOOPBACK : address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
