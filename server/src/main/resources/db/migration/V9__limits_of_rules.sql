-- How many runs of a rule with a limit began in the minute that counts, and from when a run may begin that waits its turn.

alter table runs add column not_before timestamptz;

create table rule_turns (
    observatory_id uuid not null references observatories on delete cascade,
    rule_id uuid not null,
    minute_from timestamptz not null,
    begun integer not null check (begun > 0),
    primary key (observatory_id, rule_id)
);

revoke all on rule_turns from public, anon, authenticated;
grant select, insert, update, delete on rule_turns to jarvis_app;
alter table rule_turns enable row level security;
alter table rule_turns force row level security;
create policy one_observatory on rule_turns to jarvis_app
    using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
    with check (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid));
