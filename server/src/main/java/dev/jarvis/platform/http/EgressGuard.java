package dev.jarvis.platform.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Decides which addresses an outgoing byte may reach: public ones over TLS, and what the operator has opened with
 * {@code JARVIS_EGRESS_ALLOW}.
 *
 * <p>What is decided on is the address that is then connected to, not the text of a URL: {@link #addresses} is the only
 * place where a name becomes an address. A name with one answer that is not allowed is refused whole, since the next
 * lookup may put that answer first. Immutable and safe for many threads.
 */
public final class EgressGuard {
    /** Names no address: the words reach a tenant, who must not map the network with them. */
    private static final String REFUSED =
            "%s leads to an address that is not public. The operator can open it: JARVIS_EGRESS_ALLOW=<address>:%d";

    private final List<AllowedRange> allowed;
    private final Names names;

    EgressGuard(List<AllowedRange> allowed, Names names) {
        this.allowed = List.copyOf(allowed);
        this.names = names;
    }

    /**
     * Checks a URL that somebody typed, before it is stored. Does no lookup: a name may lead elsewhere tomorrow, and is
     * checked whenever it is called.
     *
     * @throws AddressRefused with a sentence for the person who typed it
     */
    public URI check(String url) throws AddressRefused {
        Destination destination = Destination.of(url);
        if (destination.literal() != null) admit(destination, List.of(destination.literal()));
        return URI.create(url);
    }

    /**
     * The addresses of a host for a connection under TLS, all of them allowed.
     *
     * @throws AddressRefused when one of them is not allowed
     * @throws UnknownHostException when there are none
     */
    public List<InetSocketAddress> addresses(String host, int port) throws UnknownHostException {
        return addresses(true, host, port);
    }

    List<InetSocketAddress> addresses(boolean secure, String host, int port) throws UnknownHostException {
        URI uri = URI.create((secure ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host));
        Destination destination =
                new Destination(secure, host, port, Destination.of(uri).literal());
        List<InetAddress> addresses = resolve(destination);
        if (addresses.isEmpty()) throw new UnknownHostException(host);
        return admit(destination, addresses).stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    private List<InetAddress> resolve(Destination destination) throws UnknownHostException {
        InetAddress literal = destination.literal();
        return literal != null ? List.of(literal) : List.of(names.lookup(destination.host()));
    }

    private List<InetAddress> admit(Destination to, List<InetAddress> addresses) throws AddressRefused {
        if (addresses.stream().allMatch(address -> isOpened(address, to.port()))) return addresses;
        if (!addresses.stream().allMatch(PublicAddresses::contains))
            throw new AddressRefused(REFUSED.formatted(to.host(), to.port()));
        if (!to.secure()) throw new AddressRefused("%s must be called with https://.".formatted(to.host()));
        return addresses;
    }

    private boolean isOpened(InetAddress address, int port) {
        return allowed.stream().anyMatch(range -> range.contains(address, port));
    }
}
