-- Rules: their versions, the times at which they were due, and how far each observatory's events were given to them.

alter table automation_rules
    -- A deleted rule stays for the runs and approvals that came of it.
    add column deleted_at timestamptz,
    -- Since when it is on, by this clock; occurrences before are none of its business.
    add column enabled_at timestamptz,
    -- What of the trigger is looked up: the address of a webhook, the type of an event.
    add column hook_id uuid,
    add column event_type text;
create index automation_rules_hook on automation_rules (observatory_id, hook_id)
    where enabled and deleted_at is null and hook_id is not null;
create index automation_rules_event on automation_rules (observatory_id, event_type)
    where enabled and deleted_at is null and event_type is not null;

-- Every edit is a new version, and a run keeps the version it ran.
create table rule_versions (
    observatory_id uuid not null references observatories on delete cascade,
    rule_id uuid not null,
    version bigint not null check (version > 0),
    name text not null,
    description text not null default '',
    definition jsonb not null check (jsonb_typeof(definition) = 'object'),
    saved_by uuid,
    saved_by_name text not null,
    saved_at timestamptz not null default now(),
    primary key (observatory_id, rule_id, version),
    foreign key (observatory_id, rule_id) references automation_rules (observatory_id, id) on delete cascade
);

-- While a rule with a schedule is on, in one version: how far its occurrences were dealt with. The row is the truth, the
-- task that wakes its handler only says when to look.
create table schedules (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    rule_id uuid not null,
    rule_version bigint not null,
    active_from timestamptz not null default now(),
    active_until timestamptz,
    reached_at timestamptz not null default now(),
    next_at timestamptz,
    next_label text,
    primary key (observatory_id, id),
    foreign key (observatory_id, rule_id, rule_version)
        references rule_versions (observatory_id, rule_id, version) on delete cascade
);
create unique index schedules_active on schedules (observatory_id, rule_id) where active_until is null;

-- One row a label: whatever happens on how many nodes, it is dealt with once.
create table occurrences (
    observatory_id uuid not null references observatories on delete cascade,
    rule_id uuid not null,
    rule_version bigint not null,
    label text not null check (length(label) between 19 and 28),
    due_at timestamptz not null,
    state text not null check (state in ('started', 'queued', 'skipped')),
    reason text check (reason in ('missed', 'overlap', 'replaced', 'disabled')),
    note text,
    run_id uuid,
    created_at timestamptz not null default now(),
    primary key (observatory_id, rule_id, rule_version, label)
);
create index occurrences_rule on occurrences (observatory_id, rule_id, due_at);

-- How far the log of an observatory was given to its rules; a row only where a rule listens.
create table event_cursors (
    observatory_id uuid not null references observatories on delete cascade,
    seq bigint not null,
    primary key (observatory_id)
);

revoke all on rule_versions, schedules, occurrences, event_cursors from public, anon, authenticated;
grant select, insert on rule_versions to jarvis_app;
grant select, insert, update on schedules, event_cursors to jarvis_app;
grant select, insert, update, delete on occurrences to jarvis_app;
grant delete on event_cursors to jarvis_app;

do $$
declare
    t text;
begin
    foreach t in array array ['rule_versions', 'schedules', 'occurrences', 'event_cursors'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy one_observatory on %I to jarvis_app
            using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
            with check (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))$p$, t);
    end loop;
end $$;

-- Whose log has rows that no rule was asked about yet.
create policy route on event_cursors for select to jarvis_router using (true);
create policy route on activity_seals for select to jarvis_router using (true);
grant select (observatory_id, seq) on event_cursors, activity_seals to jarvis_router;

create function route_waiting_events(at_most integer) returns setof uuid language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select c.observatory_id from public.event_cursors c
    where exists (select from public.activity_seals s where s.observatory_id = c.observatory_id and s.seq > c.seq)
    limit at_most
$$;

do $$
begin
    grant create on schema public to jarvis_router;
    revoke all on function route_waiting_events(integer) from public;
    grant execute on function route_waiting_events(integer) to jarvis_app;
    alter function route_waiting_events(integer) owner to jarvis_router;
    revoke create on schema public from jarvis_router;
end $$;
