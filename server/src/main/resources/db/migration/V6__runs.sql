-- What ran: runs of rules with their steps, the addresses webhooks come to, and what came. Written by the batched path, so
-- without foreign keys; an observatory's rows are deleted with it by the server.

create domain run_state as text check (value in ('running', 'waiting', 'succeeded', 'failed', 'skipped', 'cancelled'));
create domain step_state as text check (value in ('running', 'waiting', 'done', 'failed'));

create table runs (
    observatory_id uuid not null,
    id uuid not null,
    rule_id uuid not null,
    rule_version bigint not null,
    started_by text not null check (started_by in ('schedule', 'webhook', 'event', 'manual', 'rule', 'replay')),
    -- What the rule's expressions call `trigger`.
    trigger jsonb not null,
    -- What it was started for, once a rule: an occurrence's label, an event's id. Null where nothing repeats.
    label text check (length(label) <= 300),
    -- How many events and rules led to this one.
    depth integer not null default 0,
    -- The run that waits for this one, at which of its steps; or the run this one replays.
    parent_run uuid,
    parent_path text,
    replay_of uuid,
    state run_state not null default 'running',
    -- Why it failed or was skipped; or what it waits for.
    problem jsonb,
    waits_for text,
    output jsonb,
    created_at timestamptz not null default now(),
    finished_at timestamptz
) with (fillfactor = 80);
create unique index runs_label on runs (observatory_id, rule_id, label) where label is not null;
create index runs_rule on runs (observatory_id, rule_id, id);
create index runs_unfinished on runs (observatory_id, rule_id) where finished_at is null;
create index runs_failed on runs (observatory_id, id) where state = 'failed';
alter table runs add primary key (observatory_id, id);

create table run_steps (
    observatory_id uuid not null,
    run_id uuid not null,
    -- The step's id, below the steps around it: greet, each[3].greet.
    path text not null,
    step text not null,
    kind text not null,
    state step_state not null,
    attempt integer not null default 1,
    input jsonb,
    output jsonb,
    problem jsonb,
    call_id uuid,
    -- When it is looked at again by itself.
    due_at timestamptz,
    -- The type of event it waits for, and what came of it meanwhile.
    awaits text,
    heard jsonb,
    -- Steps stand in the order they were begun in.
    place integer not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    primary key (observatory_id, run_id, path)
) with (fillfactor = 80);
create index run_steps_call on run_steps (observatory_id, call_id) where state = 'waiting' and call_id is not null;
create index run_steps_awaits on run_steps (observatory_id, awaits) where state = 'waiting' and awaits is not null;

-- How a rule fares. One row a rule, many times updated: half of each page is left free for it.
create table rule_figures (
    observatory_id uuid not null,
    rule_id uuid not null,
    runs bigint not null default 0,
    successes bigint not null default 0,
    failures bigint not null default 0,
    skips bigint not null default 0,
    last_run_at timestamptz,
    last_success_at timestamptz,
    primary key (observatory_id, rule_id)
) with (fillfactor = 50);

-- An address that signed webhooks come to. The secret is sealed; while it is exchanged the former one holds, too.
create table hooks (
    observatory_id uuid not null,
    id uuid not null,
    name text not null check (length(name) between 1 and 200),
    -- How senders sign: {"kind": "standard"} or {"kind": "hmac", ...}.
    signature jsonb not null,
    secret bytea not null,
    secret_version bigint not null default 1,
    former_secret bytea,
    former_version bigint not null default 1,
    former_until timestamptz,
    created_by uuid not null references users,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id)
);
create index hooks_id on hooks (id);
create trigger hooks_touch before update on hooks for each row execute function touch_updated_at();

-- What came, once by the sender's own id of it.
create table deliveries (
    observatory_id uuid not null,
    hook_id uuid not null,
    key text not null check (length(key) between 1 and 300),
    id uuid not null,
    body text not null,
    -- The runs it began: [{"id": ..., "rule": ...}].
    runs jsonb not null,
    received_at timestamptz not null default now(),
    primary key (observatory_id, hook_id, key)
);
create unique index deliveries_id on deliveries (observatory_id, id);

revoke all on runs, run_steps, rule_figures, hooks, deliveries from public, anon, authenticated;
grant select, insert, update, delete on runs, run_steps, rule_figures, hooks, deliveries to jarvis_app;
grant select, insert, update on runs, run_steps, rule_figures, deliveries to jarvis_pipeline;

do $$
declare
    t text;
begin
    foreach t in array array ['runs', 'run_steps', 'rule_figures', 'hooks', 'deliveries'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy one_observatory on %I to jarvis_app
            using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
            with check (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))$p$, t);
    end loop;
    foreach t in array array ['runs', 'run_steps', 'rule_figures', 'deliveries'] loop
        execute format($p$create policy batch_of_observatories on %I to jarvis_pipeline
            using ((select nullif(current_setting('jarvis.observatory_ids', true), '')::uuid[]) @> array [observatory_id])
            with check ((select nullif(current_setting('jarvis.observatory_ids', true), '')::uuid[]) @> array [observatory_id])$p$, t);
    end loop;
end $$;

-- Before the observatory is known: whose hook it is.
create policy route on hooks for select to jarvis_router using (true);
grant select (observatory_id, id) on hooks to jarvis_router;
create function route_hook(hook uuid) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$ select h.observatory_id, h.id from public.hooks h where h.id = hook $$;

do $$
begin
    grant create on schema public to jarvis_router;
    revoke all on function route_hook(uuid) from public, anon, authenticated;
    grant execute on function route_hook(uuid) to jarvis_app;
    alter function route_hook(uuid) owner to jarvis_router;
    revoke create on schema public from jarvis_router;
end $$;
