package dev.jarvis.platform.http;

import java.net.UnknownHostException;

/** The guard's no, in words for whoever gave the URL. Thrown where a name is turned into addresses, hence the family. */
public final class AddressRefused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    private final String words;

    AddressRefused(String words) {
        super(words);
        this.words = words;
    }

    /** The reason; names no address of the network the server stands in. */
    public String words() {
        return words;
    }
}
