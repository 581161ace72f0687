package dev.jarvis.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.platform.problem.SettingRefused;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedRangeTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:4010, 127.0.0.1, 4010, true",
        "127.0.0.1:4010, 127.0.0.2, 4010, false",
        "127.0.0.1:4010, 127.0.0.1, 4011, false",
        "10.1.0.0/16:443, 10.1.255.255, 443, true",
        "10.1.0.0/16:443, 10.2.0.0, 443, false",
        "172.16.0.0/12:80, 172.31.0.1, 80, true",
        "172.16.0.0/12:80, 172.32.0.1, 80, false",
        "0.0.0.0/0:80, 8.8.8.8, 80, true",
        "0.0.0.0/0:80, ::1, 80, false",
        "[::1]:4010, ::1, 4010, true",
        "[fd00::]/8:443, fdff::9, 443, true",
        "[fd00::]/8:443, fe00::9, 443, false",
    })
    void opensTheAddressesOnTheOnePort(String entry, String address, int port, boolean open) {
        assertThat(AllowedRange.of(entry).contains(InetAddress.ofLiteral(address), port))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "127.0.0.1", "127.0.0.1:", ":80", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:99999",
                        "10.0.0.0/33:80",
                "10.1.0.0/8:80", "localhost:80", "*:80", "127.0.0.1:*", "999.1.1.1:80", "::1:80", "[::1]",
                        "[::1]/129:80",
                "[fe80::1%eth0]:80", "http://127.0.0.1:80", "127.0.0.1:80/"
            })
    void stopsTheStartOverAnEntryItCannotTakeAndShowsHow(String entry) {
        assertThatThrownBy(() -> new EgressSettings(List.of("127.0.0.1:4010", entry), 20))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("JARVIS_EGRESS_ALLOW: the entry \"%s\"".formatted(entry))
                .hasMessageContaining("for example 127.0.0.1:4010, 10.1.0.0/16:443");
    }
}
