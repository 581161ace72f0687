package dev.jarvis.automation.firing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
class OccurrencesTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private OccurrencePurge purge;

    private World world;
    private ObservatoryId here;
    private Caller ada;
    private String rule;

    @BeforeEach
    void enter() {
        world = new World(context);
        here = world.observatory();
        ada = world.member(here, Role.OPERATOR);
        rule = ada.send("POST", "/api/rules", """
                {"name": "Daily", "trigger": {"kind": "schedule", "cron": "0 9 * * *", "zone": "UTC"},
                 "steps": [{"kind": "wait", "id": "w", "for": "PT1S"}]}""").text("/id");
    }

    @Test
    void showsEachOnceHoweverManyWereDueAtOneInstant() {
        for (int i = 0; i < 5; i++) occurrence("2026-01-0%dT09:00:00".formatted(i + 1), "skipped", 1);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answer page = ada.get("/api/rules/" + rule + "/occurrences?limit=2" + cursor);
            page.json()
                    .path("items")
                    .forEach(item -> seen.add(item.path("label").asString()));
            cursor = page.json().path("nextCursor").isNull() ? null : "&cursor=" + page.text("/nextCursor");
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void forgetsThemWithTheRunsAndNoneThatWaitsItsTurn() {
        occurrence("2026-01-01T09:00:00", "skipped", 91);
        occurrence("2026-01-02T09:00:00", "queued", 91);
        occurrence("2026-01-03T09:00:00", "started", 89);

        purge.purge(here);

        assertThat(ada.get("/api/rules/" + rule + "/occurrences").json().findValuesAsString("label"))
                .containsExactly("2026-01-03T09:00:00", "2026-01-02T09:00:00");
    }

    private void occurrence(String label, String state, int daysAgo) {
        world.bean(TenantTransactions.class).inObservatory(here.value(), () -> {
            world.jdbc()
                    .sql("""
                            insert into occurrences (observatory_id, rule_id, rule_version, label, due_at, state)
                            values (?, ?, 1, ?, date_trunc('day', now()) - make_interval(days => ?), ?)""")
                    .params(here.value(), UUID.fromString(rule), label, daysAgo, state)
                    .update();
        });
    }
}
