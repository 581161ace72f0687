package dev.jarvis.integration.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.integration.Integration;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Users;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.testing.Browser;
import dev.jarvis.testing.FirstPeople;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.Stage;
import dev.jarvis.testing.Stage.Somebody;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/** Protocol P21: honest flows end connected, every attack on them ends refused, and no code is exchanged for it. */
@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Protocol
@Tag("P21")
class ConnectFlowTest {
    @LocalServerPort
    private int port;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Users users;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Observatories observatories;

    @Autowired
    private IntegrationManager manager;

    @Autowired
    private Sandbox sandbox;

    private Stage stage;
    private Somebody ada;
    private Somebody bob;

    @BeforeAll
    void setUp() {
        stage = new Stage(port, db, users, passwords, observatories);
        ada = stage.enters("Ada");
        bob = stage.enters("Bob");
        sandbox.register(Set.of(callback("twitter"), callback("gmail")));
    }

    @BeforeEach
    void forget() {
        sandbox.ledger().reset();
        sandbox.google().sendIssuer(sandbox.google().issuer());
    }

    @AfterEach
    void nobodyElseGotAConnection() {
        assertThat(connections(bob)).isEmpty();
        connections(ada).forEach(one -> disconnect(one.id()));
    }

    @Test
    void connectsTheAccountOfAPersonWhoClickedAndAgreed() {
        Started started = begin("twitter");

        Browser.Page end = come(ada.browser(), agree(leave(ada.browser(), started), "acme_labs"));

        assertThat(end.status()).as(end.body()).isEqualTo(200);
        assertThat(end.body()).contains("@acme_labs is connected");
        assertThat(stageOf(started)).isEqualTo("connected");
        assertThat(connections(ada)).extracting(Integration::name).containsExactly("@acme_labs");
        assertThat(exchanges("twitter")).isEqualTo(1);
    }

    @Test
    void connectsAGoogleAccountWhoseServerSaysWhoItIs() {
        Browser.Page end = come(ada.browser(), agree(leave(ada.browser(), begin("gmail")), googleAccount()));

        assertThat(end.status()).as(end.body()).isEqualTo(200);
        assertThat(connections(ada)).hasSize(1);
    }

    @Test
    void asksForTheScopesThatAreWantedAndLaterForOthersBesideThem() {
        String reads = "https://www.googleapis.com/auth/gmail.readonly";
        String sends = "https://www.googleapis.com/auth/gmail.send";
        URI first = leave(ada.browser(), begin(ada, "gmail", Map.of("scopes", List.of(reads))));
        assertThat(scopesOf(first)).containsExactly(reads);
        come(ada.browser(), agree(first, googleAccount()));
        Integration reading = connections(ada).getFirst();
        assertThat(reading.grantedScopes()).containsExactly(reads);

        URI second = leave(ada.browser(), reconnect(reading, Map.of("scopes", List.of(sends))));
        assertThat(scopesOf(second)).containsExactlyInAnyOrder(reads, sends);
        come(ada.browser(), agree(second, googleAccount()));

        assertThat(connections(ada)).hasSize(1);
        assertThat(connections(ada).getFirst().grantedScopes()).containsExactlyInAnyOrder(reads, sends);
        Browser.Page unknown =
                ada.browser().post("/api/integrations/gmail/connect", Map.of("scopes", List.of("everything")));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("/errors/0/field")).isEqualTo("scopes");
    }

    private static List<String> scopesOf(URI authorization) {
        String scope = authorization.getQuery().replaceAll(".*(?:^|&)scope=([^&]*).*", "$1");
        return List.of(scope.split("[ +]"));
    }

    @Test
    void namesNoPlatformAddressBeforeTheClick() {
        assertThat(begin("twitter").link()).startsWith("http://localhost:" + port + "/connect/");
    }

    @Test
    void looksWithoutChangingAnything() {
        Started started = begin("twitter");

        for (int i = 0; i < 5; i++) {
            Browser.Page page = ada.browser().get("/api/connect/" + started.secret());
            assertThat(page.text("/stage")).isEqualTo("open");
            assertThat(page.text("/needsSignIn")).isEqualTo("false");
        }
        assertThat(new Browser(port).get("/api/connect/" + started.secret()).text("/needsSignIn"))
                .isEqualTo("true");
        assertThat(leaveAnswer(ada.browser(), started).status()).isEqualTo(200);
    }

    @Test
    void letsNobodyElseUseALinkOfOnesOwn() {
        Started started = begin("twitter");

        assertThat(leaveAnswer(new Browser(port), started).status()).isEqualTo(401);
        assertThat(leaveAnswer(bob.browser(), started).status()).isEqualTo(403);
        assertThat(leaveAnswer(bob.browser(), started).text("/code")).isEqualTo("other-person");
        assertThat(stageOf(started)).isEqualTo("open");
    }

    @Test
    void leavesOnceOnly() {
        Started started = begin("twitter");
        leave(ada.browser(), started);

        Browser.Page again = leaveAnswer(ada.browser(), started);

        assertThat(again.status()).isEqualTo(410);
        assertThat(again.text("/code")).isEqualTo("link-used");
    }

    @Test
    void refusesALinkWhoseTimeIsOver() {
        Started started = begin("twitter");
        expire(started);

        assertThat(leaveAnswer(ada.browser(), started).status()).isEqualTo(410);
        assertThat(stageOf(started)).isEqualTo("expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?code=abc", "?code=abc&state=", "?state=unknown&code=abc", "?error=access_denied"})
    void refusesAnAnswerThatBelongsToNothing(String query) {
        refused(ada.browser().get("/api/integrations/twitter/callback" + query), "twitter");
    }

    @Test
    void refusesAnAnswerThatCameAlready() {
        URI back = agree(leave(ada.browser(), begin("twitter")), "acme_labs");
        come(ada.browser(), back);

        Browser.Page again = come(ada.browser(), back);

        assertThat(again.status()).isEqualTo(400);
        assertThat(exchanges("twitter")).isEqualTo(1);
    }

    @Test
    void refusesAnAnswerThatTookTooLong() {
        Started started = begin("twitter");
        URI back = agree(leave(ada.browser(), started), "acme_labs");
        expire(started);

        refused(come(ada.browser(), back), "twitter");
    }

    @Test
    void refusesAnAnswerInAnotherBrowserAndLetsTheRightOneGoOn() {
        URI back = agree(leave(ada.browser(), begin("twitter")), "acme_labs");

        refused(come(new Browser(port), back), "twitter");
        refused(come(bob.browser(), back), "twitter");
        refused(come(new Browser(port).signedIn("ada@example.com", FirstPeople.PASSWORD), back), "twitter");

        assertThat(come(ada.browser(), back).status()).isEqualTo(200);
    }

    /** The attacker leaves for the platform, and hands the platform's address to a victim, who agrees. */
    @Test
    void refusesAVictimWhoWasGivenThePlatformsAddress() {
        URI platform = leave(bob.browser(), begin(bob, "twitter"));

        URI back = agree(platform, "acme_labs");

        refused(come(ada.browser(), back), "twitter");
    }

    @Test
    void refusesTheAnswerOfOnePlatformAtTheDoorOfAnother() {
        URI x = agree(leave(ada.browser(), begin("twitter")), "acme_labs");
        URI google = agree(leave(ada.browser(), begin("gmail")), googleAccount());

        refused(ada.browser().get("/api/integrations/gmail/callback?" + x.getRawQuery()), "twitter");
        refused(ada.browser().get("/api/integrations/twitter/callback?" + google.getRawQuery()), "gmail");
        refused(come(ada.browser(), x), "twitter");
        assertThat(exchanges("gmail")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://127.0.0.1", "https://accounts.google.com.evil.example"})
    void refusesAnAnswerOfAnotherIssuer(String issuer) {
        sandbox.google().sendIssuer(issuer);

        refused(come(ada.browser(), agree(leave(ada.browser(), begin("gmail")), googleAccount())), "gmail");
    }

    @Test
    void refusesAnAnswerWithoutTheIssuerThatTheServerIsKnownToSend() {
        sandbox.google().sendIssuer(null);

        refused(come(ada.browser(), agree(leave(ada.browser(), begin("gmail")), googleAccount())), "gmail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"access_denied", "invalid_scope", "server_error", "unauthorized_client", "<script>x</script>"})
    void explainsAPlatformsNo(String error) {
        Started started = begin("twitter");
        String state = query(leave(ada.browser(), started), "state");

        Browser.Page end = ada.browser()
                .get("/api/integrations/twitter/callback?state=" + state + "&error="
                        + java.net.URLEncoder.encode(error, java.nio.charset.StandardCharsets.UTF_8));

        refused(end, "twitter");
        assertThat(end.body()).doesNotContain("<script>x");
        assertThat(stageOf(started)).isEqualTo("failed");
        assertThat(ada.browser()
                        .get("/api/connect-sessions/" + started.session())
                        .text("/failure/whatToDo"))
                .isNotEmpty();
    }

    @Test
    void refusesAnAnswerWithoutCodeOrReason() {
        String state = query(leave(ada.browser(), begin("twitter")), "state");

        refused(ada.browser().get("/api/integrations/twitter/callback?state=" + state), "twitter");
    }

    @Test
    void refusesAParameterThatComesTwice() {
        URI back = agree(leave(ada.browser(), begin("twitter")), "acme_labs");

        refused(ada.browser().get(back + "&state=other"), "twitter");
    }

    @Test
    void refusesACodeThatThePlatformDoesNotKnow() {
        Started started = begin("twitter");
        String state = query(leave(ada.browser(), started), "state");

        Browser.Page end = ada.browser().get("/api/integrations/twitter/callback?code=made-up&state=" + state);

        assertThat(end.status()).isEqualTo(400);
        assertThat(stageOf(started)).isEqualTo("failed");
    }

    /** With the challenge taken out of the address the server that requires it sends no code, and the other's is no good. */
    @Test
    void isNotTalkedOutOfItsProofOfPossession() {
        for (String platform : List.of("twitter", "gmail")) {
            Started started = begin(platform);
            URI stripped = URI.create(
                    leave(ada.browser(), started).toString().replaceAll("&code_challenge(_method)?=[^&]*", ""));
            URI back = agree(stripped, platform.equals("gmail") ? googleAccount() : "acme_labs");
            assertThat(come(ada.browser(), back).status()).isEqualTo(400);
            assertThat(stageOf(started)).isEqualTo("failed");
        }
        assertThat(connections(ada)).isEmpty();
    }

    @Test
    void exchangesOnceForAnswersThatComeAtOnce() throws Exception {
        URI back = agree(leave(ada.browser(), begin("twitter")), "acme_labs");

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> ends = IntStream.range(0, 8)
                    .mapToObj(
                            _ -> threads.submit(() -> come(ada.browser(), back).status()))
                    .toList();
            int well = 0;
            for (Future<Integer> end : ends) well += end.get() == 200 ? 1 : 0;
            assertThat(well).isEqualTo(1);
        }
        assertThat(exchanges("twitter")).isEqualTo(1);
        assertThat(connections(ada)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/x",
                "/.",
                "/..",
                "//",
                "/../callback",
                "/%2e%2e/callback",
                ".json",
                ".html",
                ";v=1",
                ";",
                "%2f",
                "%5c",
                "%00",
                "%20",
                "%0d%0a",
                "%23",
                "%3f",
                "callback",
                "~"
            })
    void knowsOneAddressToComeBackTo(String variant) {
        URI back = agree(leave(ada.browser(), begin("twitter")), "acme_labs");

        ada.browser().get("/api/integrations/twitter/callback" + variant + "?" + back.getRawQuery());

        assertThat(exchanges("twitter")).isZero();
        assertThat(connections(ada)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/callback", "http://localhost:1/api/integrations/twitter/callback", "/x"})
    void getsNoCodeSentToAnAddressThatIsNotRegistered(String elsewhere) {
        String there = leave(ada.browser(), begin("twitter")).toString();
        String moved = there.replaceAll(
                "redirect_uri=[^&]*",
                "redirect_uri=" + java.net.URLEncoder.encode(elsewhere, java.nio.charset.StandardCharsets.UTF_8));

        Browser.Page answer = new Browser(URI.create(there).getPort()).get(moved + "&auto=acme_labs");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(exchanges("twitter")).isZero();
    }

    /** A code that was given for another flow does not fit the proof that this one keeps. */
    @Test
    void refusesACodeOfAnotherFlow() {
        URI other = agree(leave(bob.browser(), begin(bob, "twitter")), "acme_labs");
        URI second = agree(leave(ada.browser(), begin("twitter")), "acme_labs");
        for (URI foreign : List.of(other, second)) {
            Started started = begin("twitter");
            String state = query(leave(ada.browser(), started), "state");

            Browser.Page end = ada.browser()
                    .get("/api/integrations/twitter/callback?state=" + state + "&code=" + query(foreign, "code"));

            assertThat(end.status()).isEqualTo(400);
            assertThat(stageOf(started)).isEqualTo("failed");
        }
        assertThat(connections(ada)).isEmpty();
    }

    @Test
    void refusesTheStateOfAnotherObservatory() {
        URI theirs = agree(leave(bob.browser(), begin(bob, "twitter")), "acme_support");
        URI ours = agree(leave(ada.browser(), begin("twitter")), "acme_labs");

        refused(
                ada.browser()
                        .get("/api/integrations/twitter/callback?state=" + query(theirs, "state") + "&code="
                                + query(ours, "code")),
                "twitter");
    }

    @Test
    void isNotTalkedDownToAPlainProof() {
        Started started = begin("twitter");
        URI plain = URI.create(leave(ada.browser(), started)
                .toString()
                .replace("code_challenge_method=S256", "code_challenge_method=plain"));

        Browser.Page answer = new Browser(plain.getPort()).get(plain + "&auto=acme_labs");
        if (answer.status() / 100 == 3) come(ada.browser(), answer.location());

        assertThat(connections(ada)).isEmpty();
        assertThat(stageOf(started)).isNotEqualTo("connected");
    }

    @Test
    void asksAPlatformWithStateChallengeAndTheRegisteredAddress() {
        URI there = leave(ada.browser(), begin("twitter"));

        assertThat(query(there, "redirect_uri")).isEqualTo(callback("twitter"));
        assertThat(query(there, "code_challenge_method")).isEqualTo("S256");
        assertThat(query(there, "code_challenge")).hasSize(43);
        assertThat(query(there, "state")).hasSize(43);
        assertThat(query(there, "scope")).contains("offline.access");
    }

    @Test
    void stopsAFlowOfSomebodyWhoLostTheRight() {
        Started started = begin("twitter");
        URI back = agree(leave(ada.browser(), started), "acme_labs");
        role("operator");
        try {
            refused(come(ada.browser(), back), "twitter");
        } finally {
            role("owner");
        }
    }

    @Test
    void connectsByInvitationOnlyInTheBrowserThatClickedAndOnlyOnceConfirmed() {
        Started started = begin(ada, "twitter", Map.of("invitation", true));
        Browser guest = new Browser(port);
        Browser.Page page = guest.get("/api/connect/" + started.secret());
        assertThat(page.text("/observatory")).isEqualTo("Ada's");
        assertThat(page.text("/startedBy")).isEqualTo("Ada");
        assertThat(page.text("/needsSignIn")).isEqualTo("false");
        URI back = agree(leave(guest, started), "acme_support");

        refused(come(new Browser(port), back), "twitter");
        assertThat(come(guest, back).status()).isEqualTo(200);

        assertThat(stageOf(started)).isEqualTo("confirm");
        Integration waiting = connections(ada).getFirst();
        assertThat(waiting.status()).isEqualTo(Integration.State.PENDING);
        assertThat(actorOf("connection/link-made")).isEqualTo("person Ada");
        assertThat(actorOf("connection/made")).isEqualTo("system A guest, by invitation of Ada");
        assertThat(ada.browser()
                        .post("/api/integrations/" + waiting.id() + "/confirm")
                        .text("/status"))
                .isEqualTo("connected");
    }

    private String actorOf(String action) {
        return db.inObservatory(
                ada.observatory().id().value(),
                () -> jdbc.sql("""
                        select actor_kind || ' ' || actor_name from activity_logs
                        where action = ? order by created_at desc, id desc limit 1""").param(action).query(String.class).single());
    }

    @Test
    void keepsAnInvitedGuestFromReplacingAnAccountThatIsConnected() {
        come(ada.browser(), agree(leave(ada.browser(), begin("twitter")), "acme_labs"));
        long before = version();
        Started started = begin(ada, "twitter", Map.of("invitation", true));
        Browser guest = new Browser(port);

        Browser.Page end = come(guest, agree(leave(guest, started), "acme_labs"));

        assertThat(end.status()).isEqualTo(400);
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void mendsTheSameAccountAndAsksAboutAnother() {
        come(ada.browser(), agree(leave(ada.browser(), begin("twitter")), "acme_labs"));
        Integration first = connections(ada).getFirst();

        Started same = reconnect(first);
        come(ada.browser(), agree(leave(ada.browser(), same), "acme_labs"));
        assertThat(stageOf(same)).isEqualTo("connected");
        Started other = reconnect(first);
        Browser.Page end = come(ada.browser(), agree(leave(ada.browser(), other), "acme_support"));

        assertThat(end.body()).contains("and not @acme_labs");
        assertThat(stageOf(other)).isEqualTo("confirm");
        assertThat(connections(ada))
                .extracting(Integration::name, Integration::status)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("@acme_labs", Integration.State.CONNECTED),
                        org.assertj.core.groups.Tuple.tuple("@acme_support", Integration.State.PENDING));
    }

    @Test
    void revokesWhenItIsDisconnected() {
        come(ada.browser(), agree(leave(ada.browser(), begin("twitter")), "acme_labs"));

        disconnect(connections(ada).getFirst().id());

        assertThat(sandbox.ledger().count("POST", "/x/2/oauth2/revoke")).isEqualTo(1);
    }

    @Test
    void showsTheExactRequestsWithEverySecretMasked() {
        come(ada.browser(), agree(leave(ada.browser(), begin("twitter")), "acme_labs"));

        Browser.Page said = ada.browser()
                .get("/api/integrations/" + connections(ada).getFirst().id() + "/doctor");

        assertThat(said.status()).as(said.body()).isEqualTo(200);
        assertThat(said.text("/nextStep")).isEqualTo("Nothing: the connection works.");
        assertThat(said.text("/redirectUri")).isEqualTo(callback("twitter"));
        assertThat(said.text("/authorizeRequest/address"))
                .startsWith(sandbox.endpoints().xAuthorization())
                .contains("code_challenge=MASKED", "state=MASKED", "client_id=sandbox-x-client");
        assertThat(said.text("/tokenRequest/headers/Authorization")).isEqualTo("Basic MASKED");
        assertThat(said.text("/tokenRequest/body")).contains("code=MASKED", "code_verifier=MASKED");
        assertThat(said.body()).doesNotContain("client-secret", "sandbox-at-", "sandbox-rt-");
    }

    @Test
    void saysWhatToDoAboutAConnectionWhoseGrantIsOver() {
        come(ada.browser(), agree(leave(ada.browser(), begin("twitter")), "acme_labs"));
        sandbox.xAuthorization().revokeAll(connections(ada).getFirst().account().id());

        Browser.Page said = ada.browser()
                .get("/api/integrations/" + connections(ada).getFirst().id() + "/doctor");

        assertThat(said.text("/nextStep")).isEqualTo("Reconnect the account.");
        assertThat(said.text("/findings/0/state")).isEqualTo("problem");
        assertThat(connections(ada).getFirst().status()).isEqualTo(Integration.State.ERROR);
    }

    @Test
    void tellsNobodyASecretInAnAnswerOrInTheLog() {
        come(ada.browser(), agree(leave(ada.browser(), begin("twitter")), "acme_labs"));
        String id = connections(ada).getFirst().id().toString();

        List<String> said = Stream.of(
                        "/api/integrations",
                        "/api/integrations/twitter",
                        "/api/integrations/connected",
                        "/api/integrations/stats",
                        "/api/integrations/" + id + "/health",
                        "/api/integrations/" + id + "/doctor",
                        "/api/integrations/activity")
                .map(path -> ada.browser().get(path))
                .map(page -> page.status() + " " + page.body())
                .toList();

        assertThat(said)
                .allSatisfy(page -> assertThat(page)
                        .startsWith("200")
                        .doesNotContain("sandbox-at-", "sandbox-rt-", "client-secret"));
        assertThat(stored()).doesNotContain("sandbox-at-", "sandbox-rt-");
    }

    /** Every row of the rooms' tables, as text and as the bytes of their sealed columns. */
    private String stored() {
        return db.inObservatory(
                ada.observatory().id().value(),
                () -> jdbc.sql("""
                        select string_agg(row, ' ') from (
                            select i::text || encode(credentials, 'escape') as row from integrations i where credentials is not null
                            union all select c::text from connect_sessions c
                            union all select a::text from activity_logs a) rows""").query(String.class).single());
    }

    @Test
    void revokesEverythingWhenTheObservatoryIsDeleted() {
        Somebody cy = stage.enters("Cy");
        come(cy.browser(), agree(leave(cy.browser(), begin(cy, "twitter")), "acme_labs"));

        cy.browser().post("/api/auth/step-up", Map.of("password", FirstPeople.PASSWORD));
        Browser.Page deleted =
                cy.browser().delete("/api/observatories/" + cy.observatory().id());

        assertThat(deleted.status()).as(deleted.body()).isEqualTo(204);
        assertThat(sandbox.ledger().count("POST", "/x/2/oauth2/revoke")).isEqualTo(1);
        assertThat(db.inObservatory(
                        cy.observatory().id().value(),
                        () -> jdbc.sql("select title from activity_logs where action = 'connection/ended'")
                                .query(String.class)
                                .single()))
                .contains("The platform confirmed that access is revoked");
    }

    @Test
    void hidesOtherPeoplesSessions() {
        Started started = begin("twitter");

        assertThat(bob.browser()
                        .get("/api/connect-sessions/" + started.session())
                        .status())
                .isEqualTo(404);
    }

    private record Started(String link, String session) {
        String secret() {
            return link.substring(link.lastIndexOf('/') + 1);
        }
    }

    private Started begin(String platform) {
        return begin(ada, platform);
    }

    private Started begin(Somebody by, String platform) {
        return begin(by, platform, Map.of("scheme", "oauth2"));
    }

    private Started begin(Somebody by, String platform, Map<String, Object> body) {
        Browser.Page answer = by.browser().post("/api/integrations/" + platform + "/connect", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Started(answer.text("/authorizationUrl"), answer.text("/connectSession"));
    }

    private Started reconnect(Integration integration) {
        return reconnect(integration, Map.of());
    }

    private Started reconnect(Integration integration, Map<String, Object> body) {
        Browser.Page answer = ada.browser().post("/api/integrations/" + integration.id() + "/reconnect", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Started(answer.text("/authorizationUrl"), answer.text("/connectSession"));
    }

    private static Browser.Page leaveAnswer(Browser browser, Started started) {
        return browser.post("/api/connect/" + started.secret() + "/start");
    }

    private static URI leave(Browser browser, Started started) {
        Browser.Page answer = leaveAnswer(browser, started);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return URI.create(answer.text("/location"));
    }

    /** At the platform, in whichever browser: it does not matter to it. */
    private static URI agree(URI platform, String account) {
        return new Browser(platform.getPort())
                .get(platform + "&auto=" + account)
                .location();
    }

    private static Browser.Page come(Browser browser, URI back) {
        return browser.get(back.toString());
    }

    private void refused(Browser.Page end, String platform) {
        assertThat(end.status()).as(end.body()).isEqualTo(400);
        assertThat(exchanges(platform)).isZero();
        assertThat(connections(ada)).isEmpty();
    }

    private long exchanges(String platform) {
        return sandbox.ledger().count("POST", platform.equals("gmail") ? "/google/token" : "/x/2/oauth2/token");
    }

    private String stageOf(Started started) {
        return ada.browser().get("/api/connect-sessions/" + started.session()).text("/stage");
    }

    private List<Integration> connections(Somebody whose) {
        return manager.loadIntegrationsForObservatory(whose.observatory().id()).stream()
                .filter(one -> one.status() != Integration.State.DISCONNECTED)
                .toList();
    }

    private void disconnect(java.util.UUID id) {
        assertThat(ada.browser().delete("/api/integrations/" + id).status()).isEqualTo(204);
    }

    private void expire(Started started) {
        db.inObservatory(ada.observatory().id().value(), () -> {
            jdbc.sql("update connect_sessions set expires_at = now() - interval '1 second' where id = ?::uuid")
                    .param(started.session())
                    .update();
        });
    }

    private void role(String role) {
        db.inObservatory(ada.observatory().id().value(), () -> {
            jdbc.sql("update memberships set role = ?::member_role").param(role).update();
        });
    }

    private long version() {
        return db.inObservatory(
                ada.observatory().id().value(),
                () -> jdbc.sql("select credential_version from integrations where status = 'connected'")
                        .query(Long.class)
                        .single());
    }

    private String callback(String platform) {
        return "http://localhost:" + port + "/api/integrations/" + platform + "/callback";
    }

    private static String googleAccount() {
        return dev.jarvis.sandbox.gmail.GmailPlatform.accounts().getFirst().id();
    }

    private static String query(URI uri, String name) {
        for (String part : uri.getRawQuery().split("&"))
            if (part.startsWith(name + "="))
                return java.net.URLDecoder.decode(
                        part.substring(name.length() + 1), java.nio.charset.StandardCharsets.UTF_8);
        return "";
    }
}
