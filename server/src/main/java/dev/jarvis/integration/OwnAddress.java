package dev.jarvis.integration;

import dev.jarvis.platform.http.AddressRefused;
import dev.jarvis.platform.http.EgressGuard;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Credentials;

/** The address that a connection of some platforms brings along, looked at before anything is sent there or stored. */
record OwnAddress(EgressGuard guard) {
    private static final String FIELD = "credentials." + Endpoints.BASE_URL;

    /** @throws Problem 400 with the field's name and what is wrong with the address */
    void check(Platform platform, Credentials credentials) {
        if (!platform.manifest().allowedHosts().contains(Endpoints.OWN)) return;
        credentials.find(Endpoints.BASE_URL).ifPresent(url -> check(url.reveal().strip()));
    }

    private void check(String url) {
        try {
            guard.check(url);
        } catch (AddressRefused e) {
            throw Problem.badInput(FIELD, e.words());
        }
        if (Endpoints.address(url).isEmpty())
            throw Problem.badInput(FIELD, "must begin with https://; http:// is for addresses of this machine alone");
    }
}
