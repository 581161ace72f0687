package dev.jarvis.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::169.254.169.254",
                "::8.8.8.8",
                "::ffff:127.0.0.1",
                "::ffff:a9fe:a9fe",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::7f00:1",
                "64:ff9b:1::808:808",
                "100::1",
                "2001::1",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:a9fe:a9fe::1",
                "2002:7f00:1::",
                "2002:c0a8:101::1",
                "2001:0:7f00:1::f7f7:f7f7",
                "2001:0:808:808::3f57:fe01",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fd12:3456:789a::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "4000::1",
                "2607:f8b0::5efe:10.0.0.1",
                "2607:f8b0::200:5efe:169.254.169.254",
                "::ffff:0:127.0.0.1"
            })
    void refusesWhatIsNotGlobalUnicast(String address) {
        assertThat(PublicAddresses.contains(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.9.9.9",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "104.244.42.1",
                "126.255.255.255",
                "128.0.0.1",
                "142.250.74.110",
                "168.63.129.17",
                "169.253.255.255",
                "169.255.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "191.255.255.255",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.1",
                "198.17.255.255",
                "198.20.0.1",
                "203.0.112.255",
                "203.0.114.1",
                "223.255.255.255",
                "2600::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e",
                "2001:4860:4860::8888",
                "2001:200::1",
                "2400:cb00::1",
                "2620:fe::fe",
                "2c0f:fb50:4003::",
                "64:ff9b::808:808",
                "::ffff:8.8.8.8",
                "2002:808:808::1",
                "2001:0:808:808::f7f7:f7f7",
                "3ffe::1"
            })
    void takesWhatIs(String address) {
        assertThat(PublicAddresses.contains(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void looksThroughAMappedAddressThatJavaDidNotTranslate() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
        assertThat(PublicAddresses.contains(Inet6Address.getByAddress("x", mapped, 0)))
                .isFalse();
    }
}
