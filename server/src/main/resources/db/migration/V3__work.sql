-- Durable tasks: what must be done later, again, or by another node after this one died. A row is a task until it is done;
-- a running one has an owner, and the owner's row in nodes is the lease of everything it holds.

create table nodes (
    id uuid primary key,
    seen_at timestamptz not null default now(),
    started_at timestamptz not null default now()
);

-- No foreign keys: the batched path writes it. An observatory's tasks are deleted with it by the server.
create table work (
    observatory_id uuid not null,
    id uuid not null,
    kind text not null check (kind ~ '^[a-z][a-z0-9-]{0,62}$'),
    payload jsonb not null default '{}',
    -- At most gate_width tasks of one gate run at a time in an observatory; '' is no gate.
    gate text not null default '' check (length(gate) <= 200),
    gate_width integer not null default 1 check (gate_width > 0),
    due_at timestamptz not null default now(),
    owner uuid,
    -- Counts who held it; every later write of a holder must match.
    epoch bigint not null default 0,
    -- Something new came while it ran: it is due again at once.
    woken boolean not null default false,
    attempts integer not null default 0,
    crash_attempts integer not null default 0,
    errors jsonb not null default '[]',
    dead_at timestamptz,
    created_at timestamptz not null default now()
) with (fillfactor = 80);
create index work_due on work (due_at) where owner is null and dead_at is null and crash_attempts = 0;
create index work_turns on work (observatory_id, gate, due_at) where owner is null and dead_at is null and crash_attempts = 0;
create index work_suspects on work (due_at) where owner is null and dead_at is null and crash_attempts > 0;
create index work_owned on work (owner) where owner is not null;
create index work_gates on work (observatory_id, gate) where owner is not null and gate <> '';
create index work_dead on work (observatory_id, id) where dead_at is not null;
-- Last on purpose, as in V1: of indexes that cost the same on an empty table the planner keeps the newest.
alter table work add primary key (observatory_id, id);

revoke all on nodes, work from public, anon, authenticated;
grant select, insert, update, delete on nodes to jarvis_app, jarvis_pipeline;
grant select on nodes to jarvis_router;
grant select, insert, update, delete on work to jarvis_app, jarvis_pipeline;

alter table work enable row level security;
alter table work force row level security;
create policy one_observatory on work to jarvis_app
    using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
    with check (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid));
create policy batch_of_observatories on work to jarvis_pipeline
    using ((select nullif(current_setting('jarvis.observatory_ids', true), '')::uuid[]) @> array [observatory_id])
    with check ((select nullif(current_setting('jarvis.observatory_ids', true), '')::uuid[]) @> array [observatory_id]);

-- Look-ups before the observatory is known: ids and nothing else.
create policy route on work for select to jarvis_router using (true);
grant select (observatory_id, id, gate, gate_width, due_at, owner, dead_at, crash_attempts) on work to jarvis_router;

-- Oldest first. Enough while all that is due can be taken; with more, see the next.
create function route_due_work(at_most integer) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$
    select w.observatory_id, w.id from public.work w
    where w.owner is null and w.dead_at is null and w.crash_attempts = 0 and w.due_at <= now()
    order by w.due_at limit at_most
$$;

-- By turns: the first of every gate of every observatory, then their seconds, and so on, as far as a gate is open. Walks
-- from one (observatory, gate) to the next through the index, so that a long queue costs no more than a short one.
create function route_due_work_by_turns(at_most integer, at_most_each integer)
    returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$
    with recursive turn as (
        (select w.observatory_id, w.gate from public.work w
         where w.owner is null and w.dead_at is null and w.crash_attempts = 0
         order by w.observatory_id, w.gate limit 1)
        union all
        select next.observatory_id, next.gate from turn t
        cross join lateral (
            select w.observatory_id, w.gate from public.work w
            where w.owner is null and w.dead_at is null and w.crash_attempts = 0
              and (w.observatory_id, w.gate) > (t.observatory_id, t.gate)
            order by w.observatory_id, w.gate limit 1) next)
    select mine.observatory_id, mine.id from turn t
    cross join lateral (
        select w.observatory_id, w.id, w.due_at, row_number() over (order by w.due_at) as place
        from public.work w
        where w.observatory_id = t.observatory_id and w.gate = t.gate
          and w.owner is null and w.dead_at is null and w.crash_attempts = 0 and w.due_at <= now()
          and (t.gate = '' or (select count(*) from public.work held
                               where held.observatory_id = t.observatory_id and held.gate = t.gate
                                 and held.owner is not null and held.gate <> '') < w.gate_width)
        order by w.due_at limit at_most_each) mine
    order by mine.place, mine.due_at limit at_most
$$;

-- Tasks that were running when their node died: they run one at a time, so that a deadly one takes no other with it.
create function route_suspect_work(at_most integer) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$
    select w.observatory_id, w.id from public.work w
    where w.owner is null and w.dead_at is null and w.crash_attempts > 0 and w.due_at <= now()
    order by w.due_at limit at_most
$$;

-- Held by a node that is no more.
create function route_abandoned_work(at_most integer) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$
    with recursive holder as (
        (select w.owner from public.work w where w.owner is not null order by w.owner limit 1)
        union all
        select (select w.owner from public.work w where w.owner > h.owner order by w.owner limit 1)
        from holder h where h.owner is not null)
    select w.observatory_id, w.id from holder h
    join public.work w on w.owner = h.owner
    where not exists (select from public.nodes n where n.id = h.owner)
    limit at_most
$$;

do $$
declare
    f text;
begin
    grant create on schema public to jarvis_router;
    foreach f in array array ['route_due_work(integer)', 'route_due_work_by_turns(integer, integer)',
        'route_suspect_work(integer)', 'route_abandoned_work(integer)'] loop
        execute format('revoke all on function %s from public, anon, authenticated', f);
        execute format('grant execute on function %s to jarvis_app, jarvis_pipeline', f);
        execute format('alter function %s owner to jarvis_router', f);
    end loop;
    revoke create on schema public from jarvis_router;
end $$;
