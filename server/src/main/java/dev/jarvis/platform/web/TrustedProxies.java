package dev.jarvis.platform.web;

import dev.jarvis.platform.http.AddressBlock;
import dev.jarvis.platform.problem.SettingRefused;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The proxies that may say for whom they ask: {@code JARVIS_TRUSTED_PROXIES}, addresses and ranges with commas. */
record TrustedProxies(List<AddressBlock> blocks) {
    static final String SETTING = "JARVIS_TRUSTED_PROXIES";

    /** Java reads 10.1 as an address, too, and as another one than most people. */
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(/\\d{1,3})?");

    TrustedProxies {
        blocks = List.copyOf(blocks);
    }

    /** @throws SettingRefused naming the entry that is wrong */
    static TrustedProxies of(String setting) {
        return new TrustedProxies(Arrays.stream(setting.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(TrustedProxies::block)
                .toList());
    }

    private static AddressBlock block(String entry) {
        try {
            if (!FORM.matcher(entry).matches()) throw new IllegalArgumentException(entry);
            return AddressBlock.of(entry);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused(
                    "%s has the entry '%s', which is no address and no range.".formatted(SETTING, entry),
                    "Write addresses or ranges with commas between them, for example 10.0.0.5,192.168.7.0/24.");
        }
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** @param address numeric; a name is nobody's */
    boolean trust(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return blocks.stream().anyMatch(block -> block.contains(bytes));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
