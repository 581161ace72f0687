package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.Credentials;
import java.util.UUID;

/** Credentials as they were stored at one version; another version is another set. */
public record HeldCredentials(ObservatoryId observatory, UUID integration, long version, Credentials credentials) {}
