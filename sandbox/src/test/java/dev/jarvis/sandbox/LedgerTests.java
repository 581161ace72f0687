package dev.jarvis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sandbox.Caller.Got;
import dev.jarvis.sandbox.ledger.LedgerEntry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTests {

    private static final String MARKED = "{\"marker\":\"m-1\"}";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withLedgerBound(3));
    private final Caller caller = Caller.of(sandbox);

    @AfterEach
    void stops() {
        sandbox.close();
    }

    @Test
    void keepsWhatCameByteByByteWithWhoSentIt() {
        Caller.x(sandbox, "acme_labs").with("X-Mark", "ü").post("/x/2/tweets?a=b%20c", "{ \"text\" : \"hi\"}");

        LedgerEntry entry = sandbox.ledger().entries("POST", "/x/2/tweets").getFirst();
        assertThat(entry.request().query()).isEqualTo("a=b%20c");
        assertThat(entry.request().text()).isEqualTo("{ \"text\" : \"hi\"}");
        assertThat(entry.request().headers().first("x-mark")).isNotNull();
        assertThat(entry.account()).isEqualTo(Credentials.x("acme_labs").account());
        assertThat(entry.number()).isEqualTo(1);
    }

    @Test
    void letsOldEntriesGoButKeepsTheCounts() {
        for (int i = 0; i < 5; i++) {
            caller.post("/effects/n", MARKED);
        }

        assertThat(sandbox.ledger().entries()).extracting(LedgerEntry::number).containsExactly(3L, 4L, 5L);
        assertThat(sandbox.ledger().received()).isEqualTo(5);
        assertThat(sandbox.ledger().count("POST", "/effects/n")).isEqualTo(5);
        assertThat(sandbox.ledger().timesApplied("effects.n", "m-1")).isEqualTo(5);
    }

    @Test
    void canBeReadAndForgottenOverHttp() {
        caller.post("/effects/n", MARKED);

        Got ledger = caller.get("/_sandbox/ledger?path=/effects/n");
        assertThat(ledger.at("/entries/0/body")).isEqualTo(MARKED);
        assertThat(caller.get("/_sandbox/effects").at("/effects/0/marker")).isEqualTo("m-1");

        assertThat(caller.delete("/_sandbox/ledger").status()).isEqualTo(204);
        assertThat(caller.get("/_sandbox/ledger").json().path("received").asInt())
                .isZero();
        assertThat(sandbox.ledger().timesApplied("effects.n", "m-1")).isZero();
    }

    @Test
    void appliesAKeyedEffectOnceHoweverOftenItIsAskedFor() {
        List<Got> got = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> caller.with("Idempotency-Key", "k").post("/effects/k", MARKED))
                .toList();

        assertThat(got).extracting(Got::text).containsOnly(got.getFirst().text());
        assertThat(got)
                .filteredOn(one -> one.header("Idempotent-Replayed").isEmpty())
                .hasSize(1);
        assertThat(sandbox.ledger().timesApplied("effects.k", "m-1")).isEqualTo(1);
        assertThat(caller.post("/effects/k", MARKED).status()).isEqualTo(400);
    }

    @Test
    void tellsWhetherAnEffectIsThereOnlyWhereItCanBeLookedUp() {
        assertThat(caller.get("/effects/r?marker=m-1").status()).isEqualTo(404);
        caller.post("/effects/r", MARKED);
        caller.with("Idempotency-Key", "ignored").post("/effects/r", MARKED);

        assertThat(caller.get("/effects/r?marker=m-1").at("/marker")).isEqualTo("m-1");
        assertThat(sandbox.ledger().timesApplied("effects.r", "m-1")).isEqualTo(2);
        assertThat(caller.get("/effects/n?marker=m-1").status()).isEqualTo(404);
    }
}
