package dev.jarvis.platform.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** A range of addresses that share their first bits, such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
public final class AddressBlock {
    private final byte[] prefix;
    private final int bits;

    private AddressBlock(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Reads CIDR notation (RFC 4632 section 3.1); without a length it is the one address.
     *
     * @throws IllegalArgumentException when the address is no literal, the length does not fit it, or bits behind the
     *     length are set
     */
    public static AddressBlock of(String text) {
        String[] parts = text.split("/", 2);
        byte[] prefix = InetAddress.ofLiteral(parts[0]).getAddress();
        int bits = parts.length == 1 ? prefix.length * 8 : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > prefix.length * 8)
            throw new IllegalArgumentException("a length of %d bits does not fit the address".formatted(bits));
        if (!Arrays.equals(prefix, masked(prefix, bits)))
            throw new IllegalArgumentException("the address has bits set behind /%d".formatted(bits));
        return new AddressBlock(prefix, bits);
    }

    /** @param address in network order, 4 or 16 bytes */
    public boolean contains(byte[] address) {
        return address.length == prefix.length && Arrays.equals(prefix, masked(address, bits));
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] kept = new byte[address.length];
        System.arraycopy(address, 0, kept, 0, bits / 8);
        if (bits % 8 != 0) kept[bits / 8] = (byte) (address[bits / 8] & (0xff << (8 - bits % 8)));
        return kept;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(prefix) + "/" + bits;
    }
}
