-- How far behind the work of all observatories together is, as figures for the operator's metrics: nothing of whom.
create index schedules_next on schedules (next_at) where active_until is null;

create policy route on schedules for select to jarvis_router using (true);
create policy route on automation_rules for select to jarvis_router using (true);
create policy route on rule_figures for select to jarvis_router using (true);
grant select (observatory_id, id, next_at, active_until) on schedules to jarvis_router;
grant select (observatory_id, id, enabled, deleted_at) on automation_rules to jarvis_router;
grant select (observatory_id, rule_id, last_success_at) on rule_figures to jarvis_router;

-- One look for each of the partial indexes of what is due.
create function route_standing() returns table (
    queue_age double precision, lateness double precision, success_age double precision, ambiguous bigint)
    language sql stable security definer set search_path = pg_catalog, public
as $$
    select greatest(0, coalesce(extract(epoch from now() - least(
               (select min(due_at) from public.work where owner is null and dead_at is null and crash_attempts = 0),
               (select min(due_at) from public.work where owner is null and dead_at is null and crash_attempts = 1),
               (select min(due_at) from public.work where owner is null and dead_at is null and crash_attempts > 1))), 0)),
           greatest(0, coalesce(extract(epoch from now() -
               (select min(next_at) from public.schedules where active_until is null)), 0)),
           coalesce((select extract(epoch from now() - min(f.last_success_at)) from public.rule_figures f
                     join public.automation_rules r on r.observatory_id = f.observatory_id and r.id = f.rule_id
                     where r.enabled and r.deleted_at is null), 0),
           (select count(*) from public.calls where state = 'ambiguous')
$$;

do $$
begin
    grant create on schema public to jarvis_router;
    revoke all on function route_standing() from public, anon, authenticated;
    grant execute on function route_standing() to jarvis_app;
    alter function route_standing() owner to jarvis_router;
    revoke create on schema public from jarvis_router;
end $$;
