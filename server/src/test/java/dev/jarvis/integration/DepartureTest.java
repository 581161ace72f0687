package dev.jarvis.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sdk.Request;
import java.net.URI;
import org.junit.jupiter.api.Test;

class DepartureTest {
    private static final URI HERE = URI.create("https://api.example.com/things");

    @Test
    void isNotALookNorAPieceThatNobodySees() {
        Departure departure = new Departure();

        ScopedValue.where(Departure.CURRENT, departure).run(() -> {
            Departure.of(Request.get(HERE));
            Departure.of(Request.post(HERE).withoutEffect());
        });

        assertThat(departure.happened()).isFalse();
    }

    @Test
    void isWhatChangesThePlatform() {
        Departure departure = new Departure();

        ScopedValue.where(Departure.CURRENT, departure).run(() -> Departure.of(Request.post(HERE)));

        assertThat(departure.happened()).isTrue();
    }

    @Test
    void countsForAllCallsUnderWayWhenItIsSeenInAThreadOfTheConnectorsOwn() throws InterruptedException {
        Departure departure = new Departure();

        Thread.ofVirtual().start(() -> Departure.of(Request.post(HERE))).join();

        assertThat(departure.happened()).isTrue();
        assertThat(new Departure().happened()).isFalse();
    }
}
