package dev.jarvis.platform.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells a public address from every other.
 *
 * <p>Java's own predicates miss unique local, shared, NAT64, 6to4 and several cloud metadata addresses, so this is a
 * table of its own, after the IANA IPv4 and IPv6 Special-Purpose Address Registries. What is not known to be global
 * unicast is not public. An IPv6 address that carries an IPv4 address is judged by the one it carries.
 */
final class PublicAddresses {
    private static final List<AddressBlock> SPECIAL_V4 = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private use
            "100.64.0.0/10", // shared by carriers; 100.100.100.200 is a cloud's metadata
            "127.0.0.0/8", // loopback
            "168.63.129.16", // Azure's host, reachable from its guests only
            "169.254.0.0/16", // link local; 169.254.169.254 is a cloud's metadata
            "172.16.0.0/12", // private use
            "192.0.0.0/24", // protocol assignments; 192.0.0.192 is a cloud's metadata
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays, deprecated
            "192.168.0.0/16", // private use
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and the broadcast address

    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3");
    private static final AddressBlock TEREDO = AddressBlock.of("2001::/32");
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}; // no literal: Java reads it as IPv4

    private static final List<AddressBlock> SPECIAL_V6 = blocks(
            "2001::/23", // protocol assignments
            "2001:db8::/32", // documentation
            "3fff::/20"); // documentation

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
    }

    private static boolean isPublicV4(byte[] address) {
        return SPECIAL_V4.stream().noneMatch(block -> block.contains(address));
    }

    private static boolean isPublicV6(byte[] address) {
        List<byte[]> carried = carried(address);
        if (!carried.isEmpty()) return carried.stream().allMatch(PublicAddresses::isPublicV4);
        return GLOBAL_UNICAST.contains(address) && SPECIAL_V6.stream().noneMatch(block -> block.contains(address));
    }

    /** The IPv4 addresses inside: a packet sent to the outer address may end at any of them. */
    private static List<byte[]> carried(byte[] address) {
        if (NAT64.contains(address) || startsWith(address, MAPPED)) return List.of(v4At(address, 12));
        if (SIX_TO_FOUR.contains(address)) return List.of(v4At(address, 2));
        if (TEREDO.contains(address)) return List.of(v4At(address, 4), inverted(v4At(address, 12)));
        return isIsatap(address) && GLOBAL_UNICAST.contains(address) ? List.of(v4At(address, 12)) : List.of();
    }

    /** RFC 5214 section 6.1: the interface identifier is {@code 0000:5efe} or {@code 0200:5efe} before the address. */
    private static boolean isIsatap(byte[] address) {
        return (address[8] & ~2) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
    }

    private static boolean startsWith(byte[] address, byte[] start) {
        return Arrays.equals(address, 0, start.length, start, 0, start.length);
    }

    private static byte[] v4At(byte[] address, int offset) {
        return Arrays.copyOfRange(address, offset, offset + 4);
    }

    private static byte[] inverted(byte[] address) {
        byte[] clear = new byte[address.length];
        for (int i = 0; i < address.length; i++) clear[i] = (byte) ~address[i];
        return clear;
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::of).toList();
    }
}
