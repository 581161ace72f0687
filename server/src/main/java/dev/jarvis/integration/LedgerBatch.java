package dev.jarvis.integration;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.SealedText;
import dev.jarvis.integration.LedgerEntry.Finished;
import dev.jarvis.integration.LedgerEntry.Sending;
import dev.jarvis.integration.LedgerEntry.Verdict;
import dev.jarvis.platform.db.BatchStatement;
import dev.jarvis.platform.db.Lane;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many entries of the ledger in one round trip and one commit.
 *
 * <p>Each statement is harmless when it runs twice.
 */
final class LedgerBatch implements Lane.Batch<LedgerEntry, Verdict> {
    static final String SENDING = """
            insert into calls (observatory_id, id, integration_id, platform, action, state, effect, risk, origin, consent,
                               input, input_hash, owner, epoch, lease_until, sending_at)
            select t.observatory, t.call, t.integration, t.platform, t.action, 'sending', t.effect, t.risk::risk_level,
                   t.origin, t.consent, t.input, t.hash, ?, 1, now() + make_interval(secs => ?), now()
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::jsonb[],
                        ?::jsonb[], ?::jsonb[], ?::bytea[])
                 as t(observatory, call, integration, version, platform, action, effect, risk, origin, consent, input, hash)
            join integrations i on i.observatory_id = t.observatory and i.id = t.integration
                                and i.status = 'connected' and i.credential_version = t.version
            on conflict (observatory_id, id) do update
                set state = 'sending', consent = excluded.consent, input = excluded.input, input_hash = excluded.input_hash,
                    owner = excluded.owner, epoch = excluded.epoch, lease_until = excluded.lease_until,
                    sending_at = excluded.sending_at
                where (calls.state = 'waiting' and excluded.consent ->> 'approval' is not null)
                   or (calls.state = 'sending' and calls.owner = excluded.owner and calls.epoch = excluded.epoch)
            returning id
            """;

    // No condition on the state: it would draw the partial index of unfinished calls into the plan. The row of the log
    // travels with its call through the update: joined afterwards, each row would be compared with each.
    static final String FINISHED = """
            with ended as (
                update calls c set state = t.state::call_state, output = t.output, problem = t.problem,
                                   finished_at = now(), lease_until = null
                from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::jsonb[], ?::jsonb[],
                            ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::jsonb[], ?::text[],
                            ?::text[], ?::uuid[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::timestamptz[])
                     as t(observatory, call, epoch, state, output, problem,
                          id, integration, type, action, title, description, metadata, status,
                          actor_kind, actor, actor_name, consent, salt, digest, at)
                where c.observatory_id = t.observatory and c.id = t.call and c.owner = ? and c.epoch = t.epoch
                returning t.*),
            told as (
                insert into activity_logs (observatory_id, id, integration_id, type, action, title, description, metadata,
                                           status, actor_kind, actor_id, actor_name, consent, call_id, salt, digest, created_at)
                select observatory, id, integration, type, action, title, description, metadata,
                       status, actor_kind, actor, actor_name, consent, call, salt, digest, at
                from ended
                on conflict do nothing)
            select call from ended
            """;

    private final JsonMapper json;
    private final String owner;
    private final long leaseSeconds;

    LedgerBatch(JsonMapper json, String owner, long leaseSeconds) {
        this.json = json;
        this.owner = owner;
        this.leaseSeconds = leaseSeconds;
    }

    @Override
    public List<Verdict> commit(Connection connection, List<LedgerEntry> entries) throws SQLException {
        List<Sending> sendings = only(Sending.class, entries);
        List<Finished> finished = only(Finished.class, entries);
        List<String> parts = new ArrayList<>();
        if (!sendings.isEmpty()) parts.add(SENDING);
        if (!finished.isEmpty()) parts.add(FINISHED);
        try (BatchStatement batch = BatchStatement.of(connection, observatories(entries), parts)) {
            if (!sendings.isEmpty()) bindSendings(batch, sendings);
            if (!finished.isEmpty()) bindFinished(batch, finished);
            Set<UUID> written = batch.ids();
            return entries.stream()
                    .map(entry -> written.contains(entry.call()) ? Verdict.WRITTEN : Verdict.STALE)
                    .toList();
        }
    }

    private void bindSendings(BatchStatement to, List<Sending> rows) throws SQLException {
        to.value(owner);
        to.value((double) leaseSeconds);
        to.uuids(rows, row -> row.observatory().value());
        to.uuids(rows, Sending::call);
        to.uuids(rows, Sending::integration);
        to.longs(rows, Sending::credentialVersion);
        to.texts(rows, Sending::platform);
        to.texts(rows, Sending::action);
        to.texts(rows, Sending::effect);
        to.texts(rows, Sending::risk);
        to.jsons(rows, Sending::origin);
        to.jsons(rows, Sending::consent);
        to.jsons(rows, Sending::input);
        to.bytes(rows, Sending::inputHash);
    }

    private void bindFinished(BatchStatement to, List<Finished> rows) throws SQLException {
        to.uuids(rows, row -> row.observatory().value());
        to.uuids(rows, Finished::call);
        to.longs(rows, Finished::epoch);
        to.texts(rows, Finished::state);
        to.jsons(rows, Finished::output);
        to.jsons(rows, Finished::problem);
        bindActivities(to, rows.stream().map(Finished::activity).toList());
        to.value(owner);
    }

    private void bindActivities(BatchStatement to, List<Activity> rows) throws SQLException {
        List<SealedText> texts = rows.stream().map(SealedText::of).toList();
        to.uuids(rows, Activity::id);
        to.uuids(rows, Activity::integration);
        to.texts(rows, row -> row.type().name().toLowerCase(Locale.ROOT));
        to.texts(rows, Activity::action);
        to.texts(rows, Activity::title);
        to.texts(rows, Activity::description);
        to.jsons(rows, row -> json.writeValueAsString(row.metadata()));
        to.texts(rows, row -> row.status().name().toLowerCase(Locale.ROOT));
        to.texts(rows, row -> row.actor().kind().wireName());
        to.uuids(rows, row -> row.actor().id());
        to.texts(rows, row -> row.actor().name());
        to.texts(rows, Activity::consent);
        to.bytes(texts, SealedText::salt);
        to.bytes(texts, SealedText::digest);
        to.times(rows, Activity::at);
    }

    private static <T> List<T> only(Class<T> type, List<LedgerEntry> entries) {
        return entries.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static List<UUID> observatories(List<LedgerEntry> entries) {
        return entries.stream().map(entry -> entry.observatory().value()).toList();
    }
}
