-- What is left of an observatory that was deleted: its log, as long as it was to be kept, and the words here that its
-- deletion was no accident. Everything else goes with the observatory, its calls a little later, in small steps.
create table ended_observatories (
    observatory_id uuid primary key,
    -- Days its log is kept, as its settings said last.
    retention integer not null check (retention > 0),
    ended_at timestamptz not null default now()
);

revoke all on ended_observatories from public, anon, authenticated;
grant select, insert on ended_observatories to jarvis_app;
alter table ended_observatories enable row level security;
alter table ended_observatories force row level security;
create policy one_observatory on ended_observatories to jarvis_app
    using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
    with check (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid));
create policy one_observatory_erased on ended_observatories for select to jarvis_eraser
    using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid));
create policy route on ended_observatories for select to jarvis_router using (true);
grant select (observatory_id) on ended_observatories to jarvis_router;
grant select (observatory_id, retention) on ended_observatories to jarvis_eraser;

-- Whose log there is: of observatories that stand, that were deleted, and that somebody removed behind Jarvis's back. One
-- look into the key of the seals for each of them.
create function route_logs() returns setof uuid language sql stable security definer
    set search_path = pg_catalog, public
as $$
    with recursive sealed as (
        (select s.observatory_id from public.activity_seals s order by s.observatory_id limit 1)
        union all
        select (select s.observatory_id from public.activity_seals s
                where s.observatory_id > before.observatory_id order by s.observatory_id limit 1)
        from sealed before where before.observatory_id is not null)
    select observatory_id from sealed where observatory_id is not null
    union select id from public.observatories
    union select observatory_id from public.ended_observatories
    order by 1
$$;

create function route_ended_observatories() returns setof uuid language sql stable security definer
    set search_path = pg_catalog, public
as $$ select observatory_id from public.ended_observatories order by observatory_id $$;

grant create on schema public to jarvis_eraser;
set role jarvis_eraser;
create or replace function retention_end() returns uuid language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select public.jarvis_uuidv7_floor(now() - make_interval(days => greatest(30, coalesce(
        (select (o.settings ->> 'retention')::integer from public.observatories o
         where o.id = nullif(current_setting('jarvis.observatory_id', true), '')::uuid),
        (select e.retention from public.ended_observatories e
         where e.observatory_id = nullif(current_setting('jarvis.observatory_id', true), '')::uuid), 400))))
$$;

-- Deletes settled calls whose time is over, and every call of an observatory that was deleted: nothing opens them again.
create or replace function calls_forget(at_most integer) returns integer language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    here uuid := nullif(current_setting('jarvis.observatory_id', true), '')::uuid;
    ended boolean := exists (select from public.ended_observatories e where e.observatory_id = here);
    until uuid := public.retention_end();
    gone integer;
begin
    delete from public.calls c
    where c.observatory_id = here and c.id in (
        select o.id from public.calls o
        where o.observatory_id = here and (ended or (o.id < until and o.state in ('done', 'failed', 'refused')))
        order by o.id limit at_most);
    get diagnostics gone = row_count;
    return gone;
end $$;
reset role;
revoke create on schema public from jarvis_eraser;

do $$
declare
    f text;
begin
    grant create on schema public to jarvis_router;
    foreach f in array array ['route_logs()', 'route_ended_observatories()'] loop
        execute format('revoke all on function %s from public, anon, authenticated', f);
        execute format('grant execute on function %s to jarvis_app, jarvis_pipeline', f);
        execute format('alter function %s owner to jarvis_router', f);
    end loop;
    revoke create on schema public from jarvis_router;
end $$;
