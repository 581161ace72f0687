package dev.jarvis.platform.http;

import dev.jarvis.platform.problem.SettingRefused;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses and the one port on them that the operator opens, beyond what is public. */
record AllowedRange(AddressBlock block, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<four>[0-9.]+))(?<bits>/\\d{1,3})?:(?<port>\\d{1,5})");
    private static final String HELP =
            "Write an address or range and a port, for example 127.0.0.1:4010, 10.1.0.0/16:443 or [fd00::]/8:443.";

    /** @throws SettingRefused naming the entry, what is wrong with it and an example */
    static AllowedRange of(String entry) {
        Matcher form = FORM.matcher(entry.strip());
        if (!form.matches()) throw bad(entry, "is not understood");
        try {
            return new AllowedRange(AddressBlock.of(address(form)), port(form));
        } catch (IllegalArgumentException e) {
            throw bad(entry, "is wrong: " + e.getMessage());
        }
    }

    boolean contains(InetAddress address, int port) {
        return port == this.port && block.contains(address.getAddress());
    }

    private static String address(Matcher form) {
        String address = form.group("six") != null ? form.group("six") : form.group("four");
        return form.group("bits") == null ? address : address + form.group("bits");
    }

    private static int port(Matcher form) {
        int port = Integer.parseInt(form.group("port"));
        if (port < 1 || port > 65535) throw new IllegalArgumentException("a port is 1 to 65535");
        return port;
    }

    private static SettingRefused bad(String entry, String what) {
        return new SettingRefused("JARVIS_EGRESS_ALLOW: the entry \"%s\" %s.".formatted(entry, what), HELP);
    }
}
