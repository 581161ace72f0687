-- Who says yes: policies by version, and what waits for people.

create table policies (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    version bigint not null check (version > 0),
    lines jsonb not null check (jsonb_typeof(lines) = 'array'),
    saved_by uuid not null references users,
    saved_at timestamptz not null default now(),
    primary key (observatory_id, id),
    unique (observatory_id, version)
);

-- A request outlives the rule that made it.
alter table approval_requests drop constraint approval_requests_observatory_id_rule_id_fkey;
alter table approval_requests drop constraint approval_requests_responded_how_check;
alter table approval_requests
    add constraint approval_requests_responded_how_check
        check (responded_how in ('session', 'step-up', 'key', 'policy', 'deadline')),
    add column title text not null default '',
    -- The whole input as text: its digest is what people say yes to, and jsonb would write it anew.
    add column payload text not null default '{}',
    add column original text,
    add column account_name text not null default '',
    add column effect text not null default 'unsafe',
    add column cost numeric not null default 0,
    add column currency text not null default 'USD',
    -- The person whose own proposal it is, and the author of the rule that proposed it.
    add column proposer uuid,
    add column author uuid,
    add column run_id uuid,
    add column step text,
    add column policy_version bigint not null default 0,
    add column policy_line text not null default '',
    add column deciders jsonb not null default '{}',
    add column within interval not null default interval '24 hours',
    add column at_deadline text not null default 'reject' check (at_deadline in ('reject', 'escalate', 'approve')),
    add column escalated_at timestamptz;
create unique index approval_requests_call on approval_requests (observatory_id, call_id);
create index approval_requests_expiry on approval_requests (observatory_id, expires_at) where state = 'pending';

create table approval_votes (
    observatory_id uuid not null,
    request_id uuid not null,
    user_id uuid not null references users on delete cascade,
    -- What they said yes to; an edit changes the request's, and then this one counts no more.
    payload_hash bytea not null,
    how text not null check (how in ('session', 'step-up', 'key')),
    created_at timestamptz not null default now(),
    primary key (observatory_id, request_id, user_id, payload_hash),
    foreign key (observatory_id, request_id) references approval_requests (observatory_id, id) on delete cascade
);

create table approval_edits (
    observatory_id uuid not null,
    id uuid not null default jarvis_uuidv7(),
    request_id uuid not null,
    user_id uuid not null references users on delete cascade,
    before text not null,
    after text not null,
    created_at timestamptz not null default now(),
    primary key (observatory_id, id),
    foreign key (observatory_id, request_id) references approval_requests (observatory_id, id) on delete cascade
);
create index approval_edits_request on approval_edits (observatory_id, request_id, id);

create table approval_delegations (
    observatory_id uuid not null,
    request_id uuid not null,
    from_user uuid not null references users on delete cascade,
    to_user uuid not null references users on delete cascade,
    created_at timestamptz not null default now(),
    primary key (observatory_id, request_id, from_user, to_user),
    foreign key (observatory_id, request_id) references approval_requests (observatory_id, id) on delete cascade
);

-- What each person was told, so that nobody gets more than one notice a minute, nor one thing twice.
create table approval_notices (
    observatory_id uuid not null references observatories on delete cascade,
    user_id uuid not null references users on delete cascade,
    sent_at timestamptz not null default 'epoch',
    told_until timestamptz not null default 'epoch',
    primary key (observatory_id, user_id)
);

revoke all on policies, approval_votes, approval_edits, approval_delegations, approval_notices
    from public, anon, authenticated;
grant select, insert on policies to jarvis_app;
grant select, insert, update, delete on approval_votes, approval_edits, approval_delegations, approval_notices to jarvis_app;

do $$
declare
    t text;
begin
    foreach t in array array ['policies', 'approval_votes', 'approval_edits', 'approval_delegations', 'approval_notices'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy one_observatory on %I to jarvis_app
            using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
            with check (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))$p$, t);
    end loop;
end $$;

-- Through Supabase a member sees what waits, and not the whole payload beside it.
revoke select on approval_requests from authenticated;
grant select (observatory_id, id, call_id, rule_id, integration_id, proposed_action, origin, risk, confidence,
    confidence_factors, reasoning, state, version, expires_at, responded_by, responded_at, responded_how, response_reason,
    title, created_at, updated_at) on approval_requests to authenticated;

-- What is in doubt is looked for by state, of which few calls are.
create index calls_ambiguous on calls (observatory_id, id) where state = 'ambiguous';
