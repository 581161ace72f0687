package dev.jarvis.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.sdk.Risk;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** One winner, nothing decided by looking, nothing done but what was approved. */
@Protocol
@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalTest {
    @Autowired
    private ApplicationContext context;

    private Deciding place;
    private Caller approver;
    private User approving;

    @BeforeAll
    void setUp() {
        place = new Deciding(context);
        approving = place.world.user();
        place.world.join(place.observatory, approving.id(), Role.APPROVER);
        approver = place.world.browser(approving);
    }

    @Test
    void holdsAnAgentsPostUntilSomebodyApprovesAndDoesItOnce() {
        UUID waits = place.post("Held until approved");
        assertThat(place.timesPosted("Held until approved")).isZero();
        assertThat(place.callState(waits)).isEqualTo("waiting");

        Answer approved = place.approve(approver, waits);

        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.text("/state")).isEqualTo("approved");
        place.awaitCall(waits, "done");
        assertThat(place.timesPosted("Held until approved")).isOne();
        String log = place.boss.get("/api/integrations/activity?limit=20").body();
        assertThat(log).contains("approved by " + approving.name()).contains("approval/approved");
    }

    @Test
    void showsWhyItWaitsAndWhatSpeaksForIt() {
        Answer shown = approver.get("/api/approvals/" + place.post("Shown in full"));

        assertThat(shown.text("/policyLine")).isEqualTo("ask-for-the-rest");
        assertThat(shown.text("/action")).isEqualTo("twitter/tweet");
        assertThat(shown.text("/input/text")).isEqualTo("Shown in full");
        assertThat(shown.text("/origin/kind")).isEqualTo("agent");
        assertThat(shown.text("/factors/0/name")).isEqualTo("precedent");
        assertThat(shown.json().path("confidence").asDouble()).isBetween(0.0, 1.0);
        assertThat(shown.json().at("/may/decide").asBoolean()).isTrue();
    }

    @Test
    void postsWhatTheEditorMadeOfItAndKeepsTheDifference() {
        UUID waits = place.post("With a tpyo");
        String before = approver.get("/api/approvals/" + waits).text("/payloadHash");

        Answer bad = edit(waits, "{\"input\": {\"text\": 7}}");
        Answer edited = edit(waits, "{\"input\": {\"text\": \"Without a typo\"}}");

        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.text("/errors/0/field")).isEqualTo("text");
        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        assertThat(edited.text("/state")).isEqualTo("approved");
        assertThat(edited.text("/original/text")).isEqualTo("With a tpyo");
        assertThat(edited.text("/edits/0/after/text")).isEqualTo("Without a typo");
        assertThat(edited.text("/payloadHash")).isNotEqualTo(before);
        place.awaitCall(waits, "done");
        assertThat(place.timesPosted("Without a typo")).isOne();
        assertThat(place.timesPosted("With a tpyo")).isZero();
    }

    @Test
    @Tag("P15")
    void letsOneOfManyWinAndTellsTheOthersWhatWasDecided(Proof proof) throws Exception {
        int rounds = Size.of(6, 100, 1_000);
        int callersEach = Size.of(4, 25, 25);
        for (int round = 0; round < rounds; round++) {
            UUID waits = place.post("Round " + round);
            String version = place.version(waits);
            List<Callable<Answer>> callers = new ArrayList<>();
            for (int i = 0; i < callersEach; i++) {
                callers.add(() -> decide(approver, waits, version, "approve"));
                callers.add(() -> decide(place.boss, waits, version, "reject"));
                callers.add(() -> decide(place.boss, waits, version, "cancel"));
                callers.add(() -> approver.with("If-Match", version)
                        .patch("/api/approvals/" + waits, Map.of("input", Map.of("text", "Edited in " + waits))));
            }
            List<Answer> answers = allAtOnce(callers);
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 200)
                    .allSatisfy(answer -> assertThat(answer.code()).isIn("approval-decided", "approval-changed"));
            String state = place.state(waits);
            place.awaitCall(waits, state.equals("approved") ? "done" : "refused");
            assertThat(decisions(waits)).isOne();
        }
        proof.count("requests that all decide at once", rounds).count("callers each", 4L * callersEach);
    }

    @Test
    @Tag("P15")
    void decidesNothingByLooking(Proof proof) {
        UUID waits = place.post("Only looked at");
        int rounds = Size.of(1, 20, 200);
        int looks = 0;
        for (int round = 0; round < rounds; round++)
            for (String method : List.of("GET", "HEAD", "OPTIONS"))
                for (String path : List.of("", "/approve", "/reject", "/cancel", "/delegate", "?approve=true"))
                    for (Caller caller : List.of(approver, place.agent, place.world.stranger())) {
                        caller.with("Sec-Purpose", "prefetch").send(method, "/api/approvals/" + waits + path, null);
                        looks++;
                    }
        proof.count("looks that decided nothing", looks);
        place.world.stranger().send("GET", "/approvals/" + waits, null);

        assertThat(place.state(waits)).isEqualTo("pending");
        assertThat(place.boss.get("/api/approvals/" + waits).json().path("votes"))
                .isEmpty();
        assertThat(place.timesPosted("Only looked at")).isZero();
    }

    @Test
    @Tag("P15")
    void doesNothingButWhatWasApproved() {
        UUID waits = place.post("As it was shown");
        place.sql("update approval_requests set payload = ? where id = ?", "{\"text\":\"Slipped in\"}", waits);

        assertThat(place.approve(approver, waits).status()).isEqualTo(200);

        place.awaitCall(waits, "failed");
        assertThat(place.timesPosted("Slipped in")).isZero();
        assertThat(place.timesPosted("As it was shown")).isZero();
        String call = place.boss.get("/api/approvals/" + waits).text("/callId");
        assertThat(place.boss.get("/api/calls/" + call).text("/problem/code")).isEqualTo("payload-changed");
    }

    @Test
    @Tag("P15")
    void countsOnlyThoseWhoMayStillDecide() {
        Deciding two = new Deciding(context);
        two.policy(
                0,
                "[{\"name\": \"two-people\", \"when\": \"true\", \"then\": \"ask\", \"by\": {\"role\": \"approver\", \"count\": 2}}]");
        User first = two.world.user();
        two.world.join(two.observatory, first.id(), Role.APPROVER);
        Caller second = two.world.member(two.observatory, Role.APPROVER);
        UUID waits = two.post("Wants two");

        assertThat(two.approve(two.world.browser(first), waits).text("/state")).isEqualTo("pending");
        assertThat(two.approve(two.world.browser(first), waits).text("/state")).isEqualTo("pending");
        two.sql(
                "update memberships set role = 'viewer' where user_id = ?",
                first.id().value());
        assertThat(two.approve(second, waits).text("/state")).isEqualTo("pending");
        assertThat(two.approve(two.boss, waits).text("/state")).isEqualTo("approved");
        two.awaitCall(waits, "done");
        assertThat(two.timesPosted("Wants two")).isOne();
    }

    @Test
    void endsACallThatSomebodyRejected() {
        UUID waits = place.post("Rejected");
        Answer rejected = approver.with("If-Match", place.version(waits))
                .post("/api/approvals/" + waits + "/reject", Map.of("reason", "Not our tone"));

        assertThat(rejected.text("/state")).isEqualTo("rejected");
        place.awaitCall(waits, "refused");
        String call = rejected.text("/callId");
        assertThat(place.boss.get("/api/calls/" + call).text("/problem/code")).isEqualTo("rejected");
        assertThat(place.boss
                        .get("/api/integrations/activity?limit=20")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(row -> row.path("callId").asString("").equals(call)))
                .singleElement()
                .satisfies(row -> assertThat(row.path("status").asString()).isEqualTo("failed"));
        assertThat(place.timesPosted("Rejected")).isZero();
    }

    @Test
    @Tag("P15")
    void voidsEarlierVotesByAnEdit() {
        Deciding two = new Deciding(context);
        two.policy(
                0,
                "[{\"name\": \"two-people\", \"when\": \"true\", \"then\": \"ask\", \"by\": {\"role\": \"approver\", \"count\": 2}}]");
        Caller second = two.world.member(two.observatory, Role.APPROVER);
        two.world.member(two.observatory, Role.APPROVER);
        UUID waits = two.post("Before the edit");
        two.approve(two.boss, waits);

        Answer edited = second.with("If-Match", two.version(waits))
                .patch("/api/approvals/" + waits, Map.of("input", Map.of("text", "After the edit")));

        assertThat(edited.text("/state")).isEqualTo("pending");
        assertThat(edited.json().path("votes")).hasSize(1);
        assertThat(two.approve(two.boss, waits).text("/state")).isEqualTo("approved");
        two.awaitCall(waits, "done");
        assertThat(two.timesPosted("After the edit")).isOne();
    }

    @Test
    @Tag("P15")
    void leavesOnesOwnToSomebodyElse() {
        Deciding pair = new Deciding(context);
        pair.policy(0, "[{\"name\": \"ask\", \"when\": \"true\", \"then\": \"ask\"}]");
        Caller other = pair.world.member(pair.observatory, Role.APPROVER);
        Answer asked = pair.boss.post("/api/twitter/tweet", Map.of("text", "My own"));
        UUID waits = UUID.fromString(asked.text("/approvalId"));

        assertThat(pair.approve(pair.boss, waits).code()).isEqualTo("not-yours");
        assertThat(pair.approve(other, waits).text("/state")).isEqualTo("approved");
    }

    @Test
    void letsOneWhoIsAloneProveWhoTheyAreInstead() {
        Deciding alone = new Deciding(context);
        alone.policy(0, "[{\"name\": \"ask\", \"when\": \"true\", \"then\": \"ask\", \"by\": {\"count\": 2}}]");
        UUID waits = UUID.fromString(alone.boss
                .post("/api/twitter/tweet", Map.of("text", "All alone"))
                .text("/approvalId"));

        assertThat(alone.approve(alone.boss, waits).code()).isEqualTo("step-up-needed");
        assertThat(alone.approve(alone.stepUp(alone.boss), waits).text("/state"))
                .isEqualTo("approved");
        alone.awaitCall(waits, "done");
        assertThat(alone.boss.get("/api/integrations/activity?limit=5").body())
                .contains("stood in for a second person");
    }

    @Test
    @Tag("P15")
    void wantsProofForHighRiskAndTakesNoKey() {
        Outcome outcome = place.rule(Risk.HIGH, "Of high risk");
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
        UUID waits = ((Outcome.Waiting) outcome).approval();
        Caller fresh = place.world.member(place.observatory, Role.APPROVER);

        assertThat(place.approve(place.key("person"), waits).code()).isEqualTo("person-needed");
        assertThat(place.approve(place.agent, waits).code()).isEqualTo("person-needed");
        assertThat(place.approve(fresh, waits).code()).isEqualTo("step-up-needed");
        assertThat(place.approve(place.stepUp(fresh), waits).text("/decidedHow"))
                .isEqualTo("step-up");
        place.awaitCall(waits, "done");
        assertThat(place.timesPosted("Of high risk")).isOne();
    }

    @Test
    void allowsARuleWhatThePolicyAllowsIt() {
        assertThat(place.rule(Risk.LOW, "Routine")).isInstanceOf(Outcome.Decided.class);
        assertThat(place.timesPosted("Routine")).isOne();
    }

    @Test
    void answersAStepThatIsDoneAgainFromTheLedger() {
        UUID id = UuidV7.next();
        Outcome first = place.submit(place.call(id, "Once for all"), Risk.LOW);
        Outcome again = place.submit(place.call(id, "Once for all"), Risk.LOW);
        UUID waiting = UuidV7.next();
        Outcome asked = place.submit(place.call(waiting, "Waits once"), Risk.HIGH);
        Outcome askedAgain = place.submit(place.call(waiting, "Waits once"), Risk.HIGH);
        Outcome loosened = place.submit(place.call(waiting, "Waits once"), Risk.LOW);

        assertThat(first).isEqualTo(again);
        assertThat(place.timesPosted("Once for all")).isOne();
        assertThat(askedAgain).isEqualTo(asked).isEqualTo(loosened);
        assertThat(place.timesPosted("Waits once")).isZero();
    }

    @Test
    @Tag("P15")
    void isTooLateAMillisecondAfterTheDeadlineOfTheDatabase() {
        UUID late = place.post("A millisecond late");
        UUID early = place.post("In good time");
        place.sql(
                "update approval_requests set expires_at = clock_timestamp() - interval '1 millisecond' where id = ?",
                late);
        place.sql(
                "update approval_requests set expires_at = clock_timestamp() + interval '20 seconds' where id = ?",
                early);

        Answer refused = place.approve(approver, late);
        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.code()).isEqualTo("approval-expired");
        assertThat(place.approve(approver, early).status()).isEqualTo(200);
        Decisions decisions = context.getBean(Decisions.class);
        assertThat(decisions.lapse(place.observatory, early)).isNull();
        assertThat(decisions.lapse(place.observatory, late)).isNull();
        assertThat(decisions.lapse(place.observatory, late)).isNull();

        assertThat(place.state(late)).isEqualTo("expired");
        assertThat(place.state(early)).isEqualTo("approved");
        place.awaitCall(late, "refused");
        place.awaitCall(early, "done");
        assertThat(decisions(late)).isOne();
    }

    @Test
    void asksAdminsWhenNobodyAnsweredInTime() {
        Deciding slow = new Deciding(context);
        slow.policy(
                0,
                "[{\"name\": \"slow\", \"when\": \"true\", \"then\": \"ask\", \"atDeadline\": \"escalate\", \"within\": \"PT1H\"}]");
        Caller low = slow.world.member(slow.observatory, Role.APPROVER);
        UUID waits = slow.post("Nobody looked");
        slow.sql("update approval_requests set expires_at = clock_timestamp() where id = ?", waits);

        assertThat(context.getBean(Decisions.class).lapse(slow.observatory, waits))
                .isPositive();

        assertThat(slow.state(waits)).isEqualTo("pending");
        assertThat(slow.approve(low, waits).code()).isEqualTo("not-yours");
        assertThat(slow.approve(slow.boss, waits).text("/state")).isEqualTo("approved");
    }

    @Test
    void handsTheSayToSomebodyElse() {
        User deputy = place.world.user();
        place.world.join(place.observatory, deputy.id(), Role.APPROVER);
        Deciding picky = new Deciding(context);
        User helper = picky.world.user();
        picky.world.join(picky.observatory, helper.id(), Role.APPROVER);
        picky.policy(
                0, "[{\"name\": \"boss-only\", \"when\": \"true\", \"then\": \"ask\", \"by\": {\"role\": \"owner\"}}]");
        UUID waits = picky.post("For the boss");
        Caller helping = picky.world.browser(helper);

        assertThat(picky.approve(helping, waits).code()).isEqualTo("not-yours");
        assertThat(picky.boss
                        .with("If-Match", picky.version(waits))
                        .post(
                                "/api/approvals/" + waits + "/delegate",
                                Map.of("to", helper.id().value()))
                        .status())
                .isEqualTo(200);
        assertThat(picky.approve(helping, waits).text("/state")).isEqualTo("approved");
    }

    @Test
    @Tag("P15")
    void knowsNothingOfAnotherObservatorysRequests() {
        UUID foreign = place.post("Not for others");
        Deciding elsewhere = new Deciding(context);

        for (String path : List.of("/approve", "/reject", "/cancel"))
            assertThat(elsewhere
                            .boss
                            .with("If-Match", "\"1\"")
                            .post("/api/approvals/" + foreign + path, Map.of())
                            .status())
                    .isEqualTo(404);
        assertThat(elsewhere.boss.get("/api/approvals/" + foreign).status()).isEqualTo(404);
        assertThat(place.state(foreign)).isEqualTo("pending");
    }

    @Test
    @Tag("P15")
    void wantsTheVersionThatWasSeen() {
        UUID waits = place.post("Which version");
        Answer none = approver.post("/api/approvals/" + waits + "/approve", Map.of());
        Answer wrong = approver.with("If-Match", "\"99\"").post("/api/approvals/" + waits + "/approve", Map.of());

        assertThat(none.status()).isEqualTo(428);
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.code()).isEqualTo("approval-changed");
    }

    @Test
    void approvesLittleThingsTogether() {
        Deciding many = new Deciding(context);
        many.policy(0, "[{\"name\": \"all\", \"when\": \"true\", \"then\": \"ask\"}]");
        Outcome low = many.submit(many.call(UuidV7.next(), "Little"), Risk.LOW);
        UUID medium = ((Outcome.Waiting) low).approval();
        UUID little = many.post("Made little");
        many.sql("update approval_requests set risk = 'low' where id = ?", little);
        Answer both = many.boss.post(
                "/api/approvals/approve",
                Map.of("items", List.of(Map.of("id", medium, "version", 1), Map.of("id", little, "version", 1))));

        assertThat(both.text("/0/code")).isEqualTo("one-by-one");
        assertThat(both.text("/1/state")).isEqualTo("approved");
        assertThat(many.state(medium)).isEqualTo("pending");
    }

    @Test
    void letsAPersonSettleWhatNobodyKnows() {
        place.sandbox.faults().add(FaultRule.next("POST", "/x/2/tweets", new Fault.Reset()));
        Answer lost = place.boss.post("/api/twitter/tweet", Map.of("text", "Perhaps it went out"));
        String call = lost.text("/callId");
        place.sandbox
                .faults()
                .add(FaultRule.always("GET", "/x/2/users/*/tweets", new Fault.Status(503, "text/html", "busy")));
        place.sql("""
                update calls set lease_until = now() - interval '1 second', sending_at = now() - interval '1 hour'
                where id = ?""", UUID.fromString(call));
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .until(() -> place.boss.get("/api/calls/" + call).text("/state").equals("ambiguous"));
        place.sandbox.faults().clear();

        Answer listed = place.boss.get("/api/calls?state=ambiguous");
        assertThat(listed.body()).contains(call).contains("Perhaps it went out");
        Answer again =
                place.boss.post("/api/calls/" + call + "/settle", Map.of("verdict", "send-again", "note", "Not there"));
        assertThat(again.status()).as(again.body()).isEqualTo(200);

        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .until(() -> place.boss.get("/api/calls/" + call).text("/state").equals("done"));
        assertThat(place.timesPosted("Perhaps it went out")).isOne();
        assertThat(place.boss
                        .post("/api/calls/" + call + "/settle", Map.of("verdict", "done"))
                        .code())
                .isEqualTo("not-ambiguous");
    }

    @Test
    void leavesTheWordsOfAnErasedActNowhere() {
        UUID waits = place.post("Ada lives in Elm Street 12");
        edit(waits, "{\"input\": {\"text\": \"Ada lives in Elm Street 14\"}}");
        place.awaitCall(waits, "done");
        String call = place.boss.get("/api/approvals/" + waits).text("/callId");
        String erase = "/api/integrations/activity/%s/erase".formatted(sealedRow(call));
        assertThat(place.tablesWith("Elm Street")).contains("calls", "approval_requests", "approval_edits");

        assertThat(approver.post(erase).code()).isEqualTo("role-too-low");
        assertThat(place.world.browser(place.owner).post(erase).code()).isEqualTo("step-up-needed");
        assertThat(new Deciding(context).stepped().post(erase).status()).isEqualTo(404);
        Answer erased = place.stepped().post(erase);

        assertThat(erased.status()).as(erased.body()).isEqualTo(200);
        assertThat(erased.json().path("rows").asInt()).isPositive();
        assertThat(place.tablesWith("Elm Street")).isEmpty();
        assertThat(place.boss.get("/api/approvals/" + waits).text("/state")).isEqualTo("approved");
        assertThat(place.boss.get("/api/calls/" + call).text("/state")).isEqualTo("done");
        assertThat(place.boss.get("/api/integrations/activity/verify").text("/intact"))
                .isEqualTo("true");
    }

    /** The newest row of a call, once it stands in the chain. */
    private String sealedRow(String call) {
        return org.awaitility.Awaitility.await()
                .until(
                        () -> place.boss
                                .get("/api/integrations/activity?limit=50")
                                .json()
                                .path("items")
                                .valueStream()
                                .filter(row -> row.path("callId").asString("").equals(call))
                                .filter(row -> row.path("seq").isNumber())
                                .map(row -> row.path("id").asString())
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private Answer edit(UUID approval, String body) {
        return approver.with("If-Match", place.version(approval)).send("PATCH", "/api/approvals/" + approval, body);
    }

    private static Answer decide(Caller caller, UUID approval, String version, String how) {
        return caller.with("If-Match", version).post("/api/approvals/" + approval + "/" + how, Map.of());
    }

    private long decisions(UUID approval) {
        return place.boss
                .get("/api/integrations/activity?limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(row -> row.path("action").asString().startsWith("approval/"))
                .filter(row -> !row.path("action").asString().equals("approval/edited"))
                .filter(row -> row.toString().contains(approval.toString()))
                .count();
    }

    private static List<Answer> allAtOnce(List<Callable<Answer>> callers) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(callers).stream().map(Future::resultNow).toList();
        }
    }
}
