package dev.jarvis.observatory.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** The part of an address that one party holds: an IPv4 address, or the first 64 bits of an IPv6 one (RFC 6177). */
final class Network {
    /** @param address numeric, as the container gives it; never looked up */
    static String of(String address) {
        try {
            if (!address.contains(":")) return address;
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8)
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private Network() {}
}
