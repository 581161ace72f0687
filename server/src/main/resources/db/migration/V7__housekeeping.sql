-- Keeping house: what is thrown away when its time is over, what is erased on request, and two small stores (files given
-- ahead of an act, answers to write again).

-- Erasing and forgetting ------------------------------------------------------------------------------------------------
-- Nobody logs in as jarvis_eraser. It owns the few functions that take something out of the log, and each of them sets
-- its own bounds: the application cannot delete a row of the log otherwise, nor a young one at all.
do $$
begin
    if not exists (select from pg_roles where rolname = 'jarvis_eraser') then
        create role jarvis_eraser nologin;
    end if;
end $$;
grant usage on schema public to jarvis_eraser;
grant select (id, settings) on observatories to jarvis_eraser;
grant select (observatory_id, id, call_id, action), delete on activity_logs to jarvis_eraser;
grant update (title, description, metadata, salt) on activity_logs to jarvis_eraser;
grant select (observatory_id, seq, activity_id) on activity_seals to jarvis_eraser;
grant select (observatory_id, seq) on activity_anchors to jarvis_eraser;
grant select (observatory_id, id, state), delete on calls to jarvis_eraser;

create policy one_observatory_erased on observatories for select to jarvis_eraser
    using (id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid));
do $$
declare
    t text;
begin
    foreach t in array array ['activity_logs', 'activity_seals', 'activity_anchors', 'calls'] loop
        execute format($p$create policy one_observatory_erased on %I to jarvis_eraser
            using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
            with check (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))$p$, t);
    end loop;
end $$;

-- Where the retention of the observatory in force ends: ids below are older. Thirty days are kept whatever it says.
create function retention_end() returns uuid language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select public.jarvis_uuidv7_floor(now() - make_interval(days => greatest(30, coalesce(
        (select (o.settings ->> 'retention')::integer from public.observatories o
         where o.id = nullif(current_setting('jarvis.observatory_id', true), '')::uuid), 400))))
$$;

-- Deletes rows of the log below an id and past their time, oldest first, and only such as an anchor was signed behind.
create function activity_forget(below uuid, at_most integer) returns integer language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    here uuid := nullif(current_setting('jarvis.observatory_id', true), '')::uuid;
    until uuid := least(below, public.retention_end());
    anchored bigint;
    gone integer;
begin
    select max(a.seq) into anchored from public.activity_anchors a where a.observatory_id = here;
    delete from public.activity_logs l
    where l.observatory_id = here and l.id in (
        select o.id from public.activity_logs o
        where o.observatory_id = here and o.id < until
          and exists (select from public.activity_seals s
                      where s.observatory_id = here and s.activity_id = o.id and s.seq <= anchored)
        order by o.id limit at_most);
    get diagnostics gone = row_count;
    return gone;
end $$;

-- Deletes settled calls whose time is over.
create function calls_forget(at_most integer) returns integer language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    here uuid := nullif(current_setting('jarvis.observatory_id', true), '')::uuid;
    until uuid := public.retention_end();
    gone integer;
begin
    delete from public.calls c
    where c.observatory_id = here and c.id in (
        select o.id from public.calls o
        where o.observatory_id = here and o.id < until and o.state in ('done', 'failed', 'refused')
        order by o.id limit at_most);
    get diagnostics gone = row_count;
    return gone;
end $$;

-- Takes the words out of a sealed row and of all rows of the same call. What the chain covers stays, and so do the rows
-- that put such a thing on record. Answers the rows.
create function activity_erase(row_id uuid) returns setof uuid language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    here uuid := nullif(current_setting('jarvis.observatory_id', true), '')::uuid;
    of_call uuid;
begin
    select l.call_id into of_call from public.activity_logs l where l.observatory_id = here and l.id = row_id;
    return query
        update public.activity_logs l
        set title = '', description = '', metadata = '{}', salt = ''
        where l.observatory_id = here and (l.id = row_id or (of_call is not null and l.call_id = of_call))
          and l.action not in ('activity/erased', 'activity/forgotten')
          and exists (select from public.activity_seals s where s.observatory_id = here and s.activity_id = l.id)
        returning l.id;
end $$;

-- Whether any observatory still has a row between two ids; nothing but that.
create function route_activity_between(first_id uuid, end_id uuid) returns boolean language sql stable
    security definer set search_path = pg_catalog, public
as $$ select exists (select from public.activity_logs a where a.id >= first_id and a.id < end_id) $$;

-- Drops the months of the log that are over for everybody and empty. The names of what was dropped.
create function activity_partitions_drop_empty() returns setof text language plpgsql security definer
    set search_path = pg_catalog, public
    set lock_timeout = '2s'
as $$
declare
    partition text;
    first_day date;
begin
    for partition in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'public.activity_logs'::regclass and c.relname ~ '^activity_logs_[0-9]{4}_[0-9]{2}$'
    loop
        first_day := to_date(right(partition, 7), 'YYYY_MM');
        continue when first_day + interval '2 months' > current_date;
        continue when public.route_activity_between(
            public.jarvis_uuidv7_floor(first_day::timestamp at time zone 'UTC'),
            public.jarvis_uuidv7_floor((first_day + interval '1 month')::timestamp at time zone 'UTC'));
        execute format('drop table public.%I', partition);
        return next partition;
    end loop;
end $$;

do $$
declare
    f text;
begin
    execute format('grant jarvis_eraser to %I', current_user);
    grant create on schema public to jarvis_eraser, jarvis_router;
    grant execute on function jarvis_uuidv7_floor(timestamptz) to jarvis_eraser;
    foreach f in array array ['retention_end()', 'activity_forget(uuid, integer)', 'calls_forget(integer)', 'activity_erase(uuid)']
    loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to jarvis_app', f);
        execute format('alter function %s owner to jarvis_eraser', f);
    end loop;
    revoke all on function route_activity_between(uuid, uuid) from public;
    grant execute on function route_activity_between(uuid, uuid) to jarvis_app;
    alter function route_activity_between(uuid, uuid) owner to jarvis_router;
    execute format('grant execute on function route_activity_between(uuid, uuid) to %I', current_user);
    revoke all on function activity_partitions_drop_empty() from public;
    grant execute on function activity_partitions_drop_empty() to jarvis_app;
    revoke create on schema public from jarvis_eraser, jarvis_router;
end $$;

-- Files given ahead of an act, sealed piece by piece; gone when their time is over ---------------------------------------
create table uploads (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    name text not null check (length(name) between 1 and 255),
    media_type text not null check (length(media_type) between 3 and 127),
    bytes bigint not null default 0,
    -- Until then it may not be used.
    complete boolean not null default false,
    made_by uuid not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    primary key (observatory_id, id)
);
create index uploads_expiry on uploads (observatory_id, expires_at);

create table upload_pieces (
    observatory_id uuid not null,
    upload_id uuid not null,
    number integer not null,
    sealed bytea not null,
    primary key (observatory_id, upload_id, number),
    foreign key (observatory_id, upload_id) references uploads (observatory_id, id) on delete cascade
);
-- Ciphertext does not compress.
alter table upload_pieces alter column sealed set storage external;

-- Answers to write again ------------------------------------------------------------------------------------------------
create table templates (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    name text not null check (length(name) between 1 and 100),
    subject text,
    body_text text,
    body_html text,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id),
    unique (observatory_id, name),
    check (body_text is not null or body_html is not null)
);
create trigger templates_touch before update on templates for each row execute function touch_updated_at();

revoke all on uploads, upload_pieces, templates from public, anon, authenticated;
grant select, insert, update, delete on uploads, templates to jarvis_app;
grant select, insert, delete on upload_pieces to jarvis_app;
do $$
declare
    t text;
begin
    foreach t in array array ['uploads', 'upload_pieces', 'templates'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy one_observatory on %I to jarvis_app
            using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
            with check (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))$p$, t);
    end loop;
end $$;
