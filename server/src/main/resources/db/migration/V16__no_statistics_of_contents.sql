-- Nobody searches by what was sent, answered and kept word for word, so nobody plans by it either. Reading samples of it again
-- and again, as tables grow by a tenth, took a tenth of the processor time while webhooks came without a pause.
alter table deliveries alter column body set statistics 0, alter column runs set statistics 0;
alter table runs alter column trigger set statistics 0, alter column problem set statistics 0,
    alter column output set statistics 0;
alter table run_steps alter column input set statistics 0, alter column output set statistics 0,
    alter column problem set statistics 0, alter column heard set statistics 0;
alter table calls alter column origin set statistics 0, alter column consent set statistics 0,
    alter column input set statistics 0, alter column input_hash set statistics 0,
    alter column output set statistics 0, alter column problem set statistics 0;
alter table work alter column payload set statistics 0, alter column errors set statistics 0;
alter table activity_seals alter column hash set statistics 0;

-- A partition has a setting of its own, which it does not take from the whole.
do $$
declare
    part regclass;
    named text;
begin
    for part in select inhrelid::regclass from pg_inherits where inhparent = 'activity_logs'::regclass
                union all select 'activity_logs'::regclass loop
        foreach named in array array ['metadata', 'salt', 'digest'] loop
            execute format('alter table %s alter column %I set statistics 0', part, named);
        end loop;
    end loop;
end $$;

create or replace function activity_partition_ensure(month date) returns void language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    first_day date := date_trunc('month', month)::date;
    next_month date := (date_trunc('month', month) + interval '1 month')::date;
    partition text := 'activity_logs_' || to_char(first_day, 'YYYY_MM');
    named text;
begin
    perform pg_advisory_xact_lock(hashtext('activity_partition_ensure'));
    if to_regclass('public.' || partition) is not null then
        return;
    end if;
    execute format('create table public.%I partition of public.activity_logs for values from (%L) to (%L)', partition,
                   public.jarvis_uuidv7_floor(first_day::timestamp at time zone 'UTC'),
                   public.jarvis_uuidv7_floor(next_month::timestamp at time zone 'UTC'));
    execute format('alter table public.%I enable row level security', partition);
    execute format('alter table public.%I force row level security', partition);
    execute format('revoke all on public.%I from public, anon, authenticated', partition);
    foreach named in array array ['metadata', 'salt', 'digest'] loop
        execute format('alter table public.%I alter column %I set statistics 0', partition, named);
    end loop;
end $$;
