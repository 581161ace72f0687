package dev.jarvis.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.integration.ActionCall;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.integration.KeyConnections;
import dev.jarvis.integration.Platform;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sandbox.Credentials;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Risk;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

/** An observatory with an owner and a connected X account, and things that wait in it. */
final class Deciding {
    final World world;
    final User owner;
    final ObservatoryId observatory;
    final Caller boss;
    final Caller agent;
    final Sandbox sandbox;

    Deciding(ApplicationContext context) {
        this.world = new World(context);
        this.owner = world.user();
        this.observatory = world.observatory(owner.id());
        this.boss = world.browser(owner);
        this.sandbox = world.bean(Sandbox.class);
        connect();
        this.agent = key("agent");
    }

    Caller key(String kind) {
        return world.key(world.browser(owner), Map.of("name", "A key of " + kind, "kind", kind, "role", "operator"));
    }

    /** An agent's post, which waits. @return the approval */
    UUID post(String text) {
        Answer asked = agent.post("/api/twitter/tweet", Map.of("text", text));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        return UUID.fromString(asked.text("/approvalId"));
    }

    /** A rule's post of this risk. */
    Outcome rule(Risk risk, String text) {
        return submit(call(UuidV7.next(), text), risk);
    }

    Outcome submit(ActionCall<?, ?, ?> call, Risk risk) {
        UUID rule = UUID.randomUUID();
        return world.bean(Approvals.class)
                .submit(call, new Origin.Rule(rule, "A rule", risk, false, UUID.randomUUID(), "post"));
    }

    ActionCall<?, ?, ?> call(UUID id, String text) {
        UUID account = world.bean(IntegrationManager.class)
                .loadIntegrationsForObservatory(observatory)
                .getFirst()
                .id();
        return world.bean(WaitingCalls.class)
                .call(
                        observatory,
                        id,
                        "twitter",
                        account,
                        "tweet",
                        JsonNodeFactory.instance.objectNode().put("text", text));
    }

    Answer approve(Caller caller, UUID approval) {
        return caller.with("If-Match", version(approval)).post("/api/approvals/" + approval + "/approve", Map.of());
    }

    String version(UUID approval) {
        return "\"" + boss.get("/api/approvals/" + approval).text("/version") + "\"";
    }

    String state(UUID approval) {
        return boss.get("/api/approvals/" + approval).text("/state");
    }

    String callState(UUID approval) {
        String call = boss.get("/api/approvals/" + approval).text("/callId");
        return boss.get("/api/calls/" + call).text("/state");
    }

    void awaitCall(UUID approval, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(callState(approval)).isEqualTo(state));
    }

    Caller stepUp(Caller caller) {
        Answer proved = caller.post("/api/auth/step-up", Map.of("password", World.PASSWORD));
        assertThat(proved.status()).as(proved.body()).isBetween(200, 204);
        return caller;
    }

    long timesPosted(String text) {
        return sandbox.ledger().timesApplied("x.post", text);
    }

    /** The owner in a browser of their own, who has just proved who they are. */
    Caller stepped() {
        return stepUp(world.browser(owner));
    }

    /** The tables in which one of this observatory's rows holds these words. */
    List<String> tablesWith(String words) {
        return world.bean(TenantTransactions.class)
                .inObservatory(
                        observatory.value(),
                        () -> tenantTables().stream()
                                .filter(table -> rowsWith(table, words) > 0)
                                .toList());
    }

    private List<String> tenantTables() {
        return world.jdbc().sql("""
                        select table_name from information_schema.columns
                        where table_schema = 'public' and column_name = 'observatory_id'
                          and has_table_privilege(format('%I.%I', table_schema, table_name), 'select')
                        order by table_name""").query(String.class).list();
    }

    private long rowsWith(String table, String words) {
        return world.jdbc()
                .sql("select count(*) from " + table + " t where t::text like ?")
                .param("%" + words + "%")
                .query(Long.class)
                .single();
    }

    void sql(String sql, Object... params) {
        world.bean(TenantTransactions.class)
                .inObservatory(
                        observatory.value(),
                        () -> world.bean(JdbcClient.class)
                                .sql(sql)
                                .params(params)
                                .update());
    }

    Answer policy(long version, String lines) {
        return stepped().send("PUT", "/api/policies", "{\"version\": %d, \"lines\": %s}".formatted(version, lines));
    }

    private void connect() {
        Platform twitter = world.bean(Catalogue.class).platform("twitter");
        var keys = Credentials.x("acme_labs");
        world.bean(KeyConnections.class)
                .connect(
                        new Principal.Person(
                                observatory, owner.id(), "Owner", Role.OWNER, UUID.randomUUID(), false, null),
                        twitter,
                        (AuthScheme.Keys) twitter.manifest().scheme("keys").orElseThrow(),
                        Map.of(
                                "api_key", keys.apiKey(),
                                "api_secret", keys.apiSecret(),
                                "access_token", keys.accessToken(),
                                "access_token_secret", keys.accessTokenSecret()),
                        null);
    }
}
