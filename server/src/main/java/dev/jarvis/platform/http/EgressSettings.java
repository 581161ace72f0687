package dev.jarvis.platform.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator opens beyond public addresses: {@code JARVIS_EGRESS_ALLOW=127.0.0.1:4010,10.1.0.0/16:443}.
 *
 * @param allow addresses or ranges, each with one port; a bad entry stops the start
 * @param breakerAfter how many calls to a host in a row must come to nothing before it is left alone for ten seconds; 0
 *     for never
 */
@ConfigurationProperties("jarvis.egress")
record EgressSettings(
        @DefaultValue List<String> allow,
        @DefaultValue("20") int breakerAfter) {
    EgressSettings {
        allow = List.copyOf(allow);
        allow.forEach(AllowedRange::of);
    }

    List<AllowedRange> ranges() {
        return allow.stream().map(AllowedRange::of).toList();
    }
}
