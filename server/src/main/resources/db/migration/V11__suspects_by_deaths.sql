-- Tasks that ran when a node died. Most died in company of the one that was to blame: with one death behind them a few run
-- side by side, so that hundreds are soon done; with more deaths each runs alone, so that a deadly one takes no other along.
set role jarvis_router;
drop function route_suspect_work(integer);
reset role;

create function route_work_of_one_death(at_most integer) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$
    select w.observatory_id, w.id from public.work w
    where w.owner is null and w.dead_at is null and w.crash_attempts = 1 and w.due_at <= now()
    order by w.due_at limit at_most
$$;

create function route_work_of_more_deaths(at_most integer) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$
    select w.observatory_id, w.id from public.work w
    where w.owner is null and w.dead_at is null and w.crash_attempts > 1 and w.due_at <= now()
    order by w.due_at limit at_most
$$;

-- An index for each, or the few of the one would be looked for among the many of the other.
drop index work_suspects;
create index work_one_death on work (due_at) where owner is null and dead_at is null and crash_attempts = 1;
create index work_more_deaths on work (due_at) where owner is null and dead_at is null and crash_attempts > 1;

do $$
declare
    f text;
begin
    grant create on schema public to jarvis_router;
    foreach f in array array ['route_work_of_one_death(integer)', 'route_work_of_more_deaths(integer)'] loop
        execute format('revoke all on function %s from public, anon, authenticated', f);
        execute format('grant execute on function %s to jarvis_app, jarvis_pipeline', f);
        execute format('alter function %s owner to jarvis_router', f);
    end loop;
    revoke create on schema public from jarvis_router;
end $$;
