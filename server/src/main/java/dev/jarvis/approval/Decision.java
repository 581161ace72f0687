package dev.jarvis.approval;

import dev.jarvis.integration.Consent;

/** What policy says of one proposed act, and which line said it. */
sealed interface Decision {
    String line();

    record Allow(String line, Consent consent) implements Decision {}

    record Deny(String line, String reason) implements Decision {}
}
