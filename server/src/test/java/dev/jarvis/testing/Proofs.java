package dev.jarvis.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gathers what the tests of a class prove, a protocol a tag, and stores it when none of them failed. */
final class Proofs implements TestWatcher, AfterAllCallback, ParameterResolver {
    private final Map<String, Proof> proofs = new ConcurrentHashMap<>();

    @Override
    public void testSuccessful(ExtensionContext context) {
        protocols(context).forEach(protocol -> proof(protocol).passed());
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        protocols(context).forEach(protocol -> proof(protocol).failed());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        proofs.values().forEach(Proof::store);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Proof.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return proof(protocols(context)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        context.getDisplayName() + " asks for a proof and has no tag that names a protocol")));
    }

    private Proof proof(String protocol) {
        return proofs.computeIfAbsent(protocol, Proof::new);
    }

    private static Stream<String> protocols(ExtensionContext context) {
        return context.getTags().stream()
                .filter(tag -> tag.matches("P\\d+b?c?"))
                .sorted();
    }
}
