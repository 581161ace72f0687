-- What approvals say of an act stands in rows of their own, which name its call in their metadata: its words are there, too.
create index activity_logs_about_call on activity_logs (observatory_id, (metadata ->> 'call')) where type = 'approval';

grant select (type, metadata) on activity_logs to jarvis_eraser;
grant create on schema public to jarvis_eraser;
set role jarvis_eraser;
create or replace function activity_erase(row_id uuid) returns setof uuid language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    here uuid := nullif(current_setting('jarvis.observatory_id', true), '')::uuid;
    of_call uuid;
begin
    select coalesce(l.call_id, case when l.type = 'approval' then (l.metadata ->> 'call')::uuid end) into of_call
    from public.activity_logs l where l.observatory_id = here and l.id = row_id;
    return query
        update public.activity_logs l
        set title = '', description = '', metadata = '{}', salt = ''
        where l.observatory_id = here
          and (l.id = row_id or (of_call is not null and l.call_id = of_call)
               or (of_call is not null and l.type = 'approval' and l.metadata ->> 'call' = of_call::text))
          and l.action not in ('activity/erased', 'activity/forgotten')
          and exists (select from public.activity_seals s where s.observatory_id = here and s.activity_id = l.id)
        returning l.id;
end $$;
reset role;
revoke create on schema public from jarvis_eraser;
