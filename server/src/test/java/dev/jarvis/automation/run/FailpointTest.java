package dev.jarvis.automation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.BehindAProxy;
import dev.jarvis.platform.db.DatabaseProxy.Blow;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.SandboxOptions;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.FirstPeople;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.SignedHook;
import dev.jarvis.testing.Size;
import dev.jarvis.testing.XKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Every round trip to the database between a webhook and the end of its run is spoiled in every way, one in each case, and so
 * is the call to the platform: what was accepted runs once, and its effect is there once.
 */
@ServerTest
@Protocol
@ContextConfiguration(initializers = BehindAProxy.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailpointTest {
    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.defaults());
    private static final Duration SOON = Duration.ofSeconds(90);

    /** A delivery needs some eight; beyond them the point may lie in what the server does by itself, or nowhere. */
    private static final int POINTS = 10;

    @LocalServerPort
    private int port;

    @Autowired
    private Links links;

    @Autowired
    private TenantTransactions db;

    private final Map<Effect, SignedHook> hooks = new EnumMap<>(Effect.class);
    private final List<String> wrong = new ArrayList<>();
    private Caller ada;
    private int asked;

    /** What a platform offers against a second effect: a key, a look, or neither. */
    private enum Effect {
        KEYED("http/send-once", "/k", "effects.k"),
        FINDABLE("twitter/tweet", "", "x.post"),
        NEITHER("http/send", "/n", "effects.n");

        private final String action;
        private final String path;
        private final String kind;

        Effect(String action, String path, String kind) {
            this.action = action;
            this.path = path;
            this.kind = kind;
        }

        String input() {
            return this == FINDABLE
                    ? "{\"text\": \"${ trigger.body.marker }\"}"
                    : "{\"path\": \"%s\", \"body\": {\"marker\": \"${ trigger.body.marker }\"}}".formatted(path);
        }

        String upstream() {
            return this == FINDABLE ? "/x/2/tweets" : "/effects" + path;
        }
    }

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry properties) {
        properties.add(
                "jarvis.egress.allow", () -> "127.0.0.1:" + SANDBOX.baseUri().getPort());
        properties.add(
                "jarvis.connectors.twitter.endpoints.api",
                () -> SANDBOX.endpoints().xApi());
    }

    @BeforeAll
    void setUp() {
        ada = FirstPeople.ada(port, links, db);
        XKeys.connect(ada, "acme_labs");
        Answer connected = ada.post(
                "/api/integrations/http/connect",
                Map.of(
                        "scheme",
                        "header",
                        "credentials",
                        Map.of("base_url", SANDBOX.endpoints().effects(), "authorization", "none")));
        assertThat(connected.status()).as(connected.body()).isEqualTo(201);
        for (Effect effect : Effect.values()) hooks.put(effect, hook(effect));
    }

    private SignedHook hook(Effect effect) {
        SignedHook hook = SignedHook.make(port, ada, effect.name());
        Answer made = ada.send("POST", "/api/rules", """
                {"name": "%s", "enabled": true, "trigger": {"kind": "webhook", "hook": "%s"},
                 "steps": [{"kind": "act", "id": "act", "action": "%s", "input": %s}]}""".formatted(effect, hook.id(), effect.action, effect.input()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return hook;
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    @Tag("P11")
    void losesAndRepeatsNothingWhicheverRoundTripIsSpoiled(Proof proof) {
        long seed = Long.getLong("jarvis.seed", new Random().nextLong());
        Random random = new Random(seed);
        int rounds = Size.of(1, 29, 290);
        int spoiled = 0;
        int cases = 0;
        for (int round = 0; round < rounds; round++)
            for (Effect effect : Effect.values())
                for (int point = 1; point <= POINTS; point++)
                    for (Blow blow : Blow.values()) {
                        if (random.nextInt(oneOf(blow)) > 0) continue;
                        cases++;
                        BehindAProxy.proxy().spoil(point, blow);
                        String marker = "%d %s %s at %d".formatted(round, effect, blow, point);
                        judge(effect, marker, accepted(hooks.get(effect), marker));
                        if (BehindAProxy.proxy().wasSpoiled()) spoiled++;
                    }

        assertThat(wrong).as("with -Djarvis.seed=%d", seed).isEmpty();
        assertThat(spoiled).isGreaterThan(cases / 2);
        proof.count("round trips to the database spoiled", spoiled).count("lost or doubled", 0);
    }

    /** A late one takes seconds. */
    private static int oneOf(Blow blow) {
        return (blow == Blow.LATE ? 12 : 1) * Size.of(3, 1, 1);
    }

    @Test
    @Tag("P11")
    void losesAndRepeatsNothingWhicheverSideOfTheCallIsLost(Proof proof) {
        int rounds = Size.of(1, 3, 30);
        for (int i = 0; i < rounds; i++) {
            int round = i;
            for (boolean applied : List.of(false, true)) {
                Map<Effect, String> runs = new EnumMap<>(Effect.class);
                for (Effect effect : Effect.values()) {
                    FaultRule lost = FaultRule.next("POST", effect.upstream(), new Fault.Reset());
                    SANDBOX.faults().add(applied ? lost.onceApplied() : lost);
                    runs.put(effect, accepted(hooks.get(effect), lost(round, effect, applied)));
                }
                runs.forEach((effect, run) -> judge(effect, lost(round, effect, applied), run));
            }
        }

        assertThat(wrong).isEmpty();
        proof.count("calls and answers of a platform lost", rounds * 6).count("of which a person is asked", asked);
    }

    private static String lost(int round, Effect effect, boolean applied) {
        return "%d %s, %s lost".formatted(round, effect, applied ? "answer" : "call");
    }

    /** Only of what can neither be repeated nor looked up a person may be asked what became of it; it never happens twice. */
    private void judge(Effect effect, String marker, String run) {
        await(marker).atMost(SOON).until(() -> isOver(run) || effect == Effect.NEITHER && isAsked(run));
        long times = SANDBOX.ledger().timesApplied(effect.kind, marker);
        String state = get(run).json().at("/run/state").asString();
        boolean right = state.equals("succeeded") ? times == 1 : isAsked(run) && times <= 1;
        if (isAsked(run)) asked++;
        if (!right) wrong.add("%s: %s, and there %d times".formatted(marker, state, times));
    }

    private String accepted(SignedHook hook, String marker) {
        String body = "{\"marker\": \"%s\"}".formatted(marker);
        String key = marker.toLowerCase(Locale.ROOT).replace(' ', '-').replace(',', '.');
        String run = taken(hook, key, body).text("/runs/0/id");
        Answer again = taken(hook, key, body);
        assertThat(again.json().path("duplicate").asBoolean()).as(again.body()).isTrue();
        assertThat(again.text("/runs/0/id")).isEqualTo(run);
        return run;
    }

    private static Answer taken(SignedHook hook, String key, String body) {
        List<Answer> answers = new ArrayList<>();
        await(key).atMost(SOON).until(() -> {
            answers.add(hook.deliver(key, body));
            return answers.getLast().status() == 202;
        });
        return answers.getLast();
    }

    private boolean isOver(String run) {
        Answer answer = get(run);
        return answer.status() == 200 && !answer.json().at("/run/finishedAt").isNull();
    }

    private boolean isAsked(String run) {
        return get(run).body().contains("whether it happened is not known");
    }

    private Answer get(String run) {
        return ada.get("/api/runs/" + run);
    }
}
