-- The observatory that was made first, for ever: the operator's own accounts serve it, and nobody inherits that.
alter table instance add column first_observatory uuid;
update instance set first_observatory = (select first from route_observatories() as first limit 1);

create function keep_first_observatory() returns trigger language plpgsql
    set search_path = pg_catalog
as $$
begin
    update public.instance set first_observatory = new.id where first_observatory is null;
    return null;
end $$;
revoke all on function keep_first_observatory() from public, anon, authenticated;

create trigger observatories_first after insert on observatories
    for each row execute function keep_first_observatory();
