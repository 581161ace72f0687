-- Jarvis for Supabase: paste this into the SQL editor of an empty project and run it once.
-- Then start Jarvis with JARVIS_DATABASE_URL set to the project's direct (session) connection string.
-- Generated from server/src/main/resources/db/migration; do not edit.

-- The foundation: who is here, what they connected, what was done, and who may see it.
-- Runs as the owner of the database on plain PostgreSQL (16 or newer) and on Supabase. Nothing here needs a superuser,
-- an extension, or a role that bypasses row level security.

-- Roles ---------------------------------------------------------------------------------------------------------------
-- jarvis_app       the server inside one observatory; sees the rows of jarvis.observatory_id
-- jarvis_pipeline  the batched path of acts; sees the rows of the observatories in jarvis.observatory_ids
-- jarvis_router    owns the few look-ups that must run before the observatory is known; nobody logs in as it
do $$
declare
    role text;
begin
    foreach role in array array ['jarvis_app', 'jarvis_pipeline', 'jarvis_router', 'anon', 'authenticated'] loop
        if not exists (select from pg_roles where rolname = role) then
            execute format('create role %I nologin', role);
        end if;
    end loop;
end $$;

-- Where Supabase is not, its corner is made, so that the same policies compile everywhere.
do $$
begin
    if not exists (select from pg_namespace where nspname = 'auth') then
        create schema auth;
        create table auth.users (id uuid primary key);
        create function auth.uid() returns uuid language sql stable as
        $f$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $f$;
        grant usage on schema auth to authenticated, anon;
    end if;
end $$;

revoke create on schema public from public;
grant usage on schema public to jarvis_app, jarvis_pipeline, jarvis_router, authenticated;

-- Types ---------------------------------------------------------------------------------------------------------------
-- Domains over text and not enums: an enum's equality is not leakproof, so under row level security no index serves it.
create domain member_role as text check (value in ('viewer', 'approver', 'operator', 'admin', 'owner'));
create domain integration_status as text check (value in ('connected', 'disconnected', 'error', 'pending'));
create domain risk_level as text check (value in ('low', 'medium', 'high'));
create domain activity_status as text check (value in ('success', 'failed', 'pending'));
create domain call_state as text check (value in ('planned', 'waiting', 'sending', 'done', 'failed', 'ambiguous', 'refused'));
create domain lifecycle_stage as text check (value in ('lead', 'opportunity', 'customer'));
create domain message_direction as text check (value in ('inbound', 'outbound'));
create domain post_status as text check (value in ('draft', 'scheduled', 'published', 'failed'));
create domain approval_state as text check (value in ('pending', 'approved', 'rejected', 'expired', 'cancelled'));

-- UUID version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, then random bits. PostgreSQL has uuidv7() only from 18 on.
create function jarvis_uuidv7() returns uuid language sql volatile parallel safe
    set search_path = pg_catalog
as $$
    select encode(
        set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
                    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
                    from 1 for 6),
            52, 1), 53, 1), 'hex')::uuid
$$;

-- The smallest UUIDv7 of an instant, for ranges of time over ids.
create function jarvis_uuidv7_floor(at timestamptz) returns uuid language sql immutable parallel safe
    set search_path = pg_catalog
as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

create function touch_updated_at() returns trigger language plpgsql
    set search_path = pg_catalog
as $$
begin
    new.updated_at := now();
    return new;
end $$;

-- The instance: global, no tenant's data ------------------------------------------------------------------------------
-- One row. The check value proves that the master key opens this database.
create table instance (
    only_row boolean primary key default true check (only_row),
    key_check bytea,
    created_at timestamptz not null default now()
);
insert into instance default values;

create table users (
    id uuid primary key default jarvis_uuidv7(),
    email text not null check (email = lower(email) and length(email) between 3 and 254),
    name text not null check (length(name) between 1 and 200),
    password_hash text,
    superadmin boolean not null default false,
    -- The same person in Supabase Auth; no foreign key into a schema that is not ours.
    auth_user_id uuid unique,
    oidc_issuer text,
    oidc_subject text,
    webauthn_handle bytea not null unique default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
    disabled_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (email),
    unique (oidc_issuer, oidc_subject)
);

create table passkeys (
    id uuid primary key default jarvis_uuidv7(),
    user_id uuid not null references users on delete cascade,
    credential_id bytea not null unique,
    public_key bytea not null,
    signature_count bigint not null default 0,
    uv_initialized boolean not null default false,
    backup_eligible boolean not null default false,
    backup_state boolean not null default false,
    transports text[] not null default '{}',
    attestation_object bytea,
    attestation_client_data bytea,
    label text not null,
    last_used_at timestamptz,
    created_at timestamptz not null default now()
);
create index passkeys_user on passkeys (user_id);

create table sessions (
    id uuid primary key default jarvis_uuidv7(),
    token_hash bytea not null unique,
    user_id uuid not null references users on delete cascade,
    csrf_token text not null,
    method text not null check (method in ('password', 'passkey', 'oidc', 'setup', 'reset')),
    stepped_up_at timestamptz,
    user_agent text,
    address text,
    last_seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

-- Links that work once: set-up, lost password.
create table one_time_links (
    token_hash bytea primary key,
    purpose text not null check (purpose in ('setup', 'reset')),
    user_id uuid references users on delete cascade,
    expires_at timestamptz not null,
    used_at timestamptz,
    created_at timestamptz not null default now()
);

-- Failed attempts by account, address and overall, counted for all nodes together.
create table guesses (
    bucket text not null,
    window_start timestamptz not null,
    failures integer not null default 0,
    primary key (bucket, window_start)
);

-- What the instance does by itself, on one node at a time: the lease and its fencing epoch.
create table duties (
    name text primary key,
    due_at timestamptz not null default now(),
    lease_until timestamptz,
    owner text,
    epoch bigint not null default 0,
    last_success_at timestamptz,
    last_error text
);

-- Observatories and who may enter ---------------------------------------------------------------------------------------
create table observatories (
    id uuid primary key default jarvis_uuidv7(),
    owner_id uuid not null references users,
    name text not null check (length(name) between 1 and 200),
    settings jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table memberships (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    user_id uuid not null references users on delete cascade,
    role member_role not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id),
    unique (observatory_id, user_id)
);
create index memberships_user on memberships (user_id);

create table invitations (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    email text not null check (email = lower(email)),
    role member_role not null,
    token_hash bytea not null,
    invited_by uuid not null references users,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (observatory_id, id),
    unique (observatory_id, token_hash)
);
create index invitations_token on invitations (token_hash);

create table api_keys (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    owner_id uuid not null references users,
    kind text not null check (kind in ('person', 'service', 'agent')),
    name text not null check (length(name) between 1 and 200),
    role member_role not null,
    scopes text[] not null default '{}',
    key_hash bytea not null,
    hint text not null,
    last_used_at timestamptz,
    expires_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (observatory_id, id),
    unique (observatory_id, key_hash)
);
create index api_keys_hash on api_keys (key_hash);

-- The second layer of encryption: one keyset an observatory, wrapped by the master key.
create table data_keysets (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    wrapped bytea not null,
    master_key_id text not null,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id),
    unique (observatory_id)
);

-- Connections -----------------------------------------------------------------------------------------------------------
create table oauth_apps (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    platform text not null,
    client_id text not null,
    client_secret bytea,
    secret_version bigint not null default 1,
    scopes text[],
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id),
    unique (observatory_id, platform)
);

create table integrations (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    platform text not null,
    scheme text not null,
    account_id text not null,
    account_name text not null,
    account jsonb not null default '{}',
    credentials bytea,
    credential_version bigint not null default 1,
    granted_scopes text[] not null default '{}',
    expires_at timestamptz,
    config jsonb not null default '{}',
    status integration_status not null,
    status_reason text check (status_reason in ('needs_reauth', 'scope_missing', 'app_misconfigured', 'revoked')),
    status_message text,
    degraded_since timestamptz,
    -- One refresh at a time on all nodes: the lease, its fencing epoch, and the intent recorded before the call.
    refresh_owner text,
    refresh_epoch bigint not null default 0,
    refresh_lease_until timestamptz,
    refresh_intent_at timestamptz,
    last_sync_at timestamptz,
    last_used_at timestamptz,
    connected_by uuid references users,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (observatory_id, platform, account_id)
);
-- After the unique key on purpose: of two indexes that cost the same on an empty table the planner keeps the newer one,
-- and the batched path keeps that plan.
alter table integrations add primary key (observatory_id, id);
create index integrations_expiry on integrations (expires_at) where status = 'connected' and expires_at is not null;

create table connect_sessions (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    platform text not null,
    scheme text not null,
    kind text not null check (kind in ('own', 'invitation')),
    started_by uuid not null references users,
    -- The link of our own /connect page; the state sent to the platform; the browser that clicked. Hashes only.
    link_hash bytea not null,
    state_hash bytea,
    browser_hash bytea,
    code_verifier bytea,
    redirect_uri text,
    scopes text[] not null,
    reconnects uuid,
    stage text not null default 'open' check (stage in ('open', 'redirected', 'exchanging', 'connected', 'confirm', 'failed')),
    failure jsonb,
    integration_id uuid,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id),
    foreign key (observatory_id, reconnects) references integrations (observatory_id, id),
    foreign key (observatory_id, integration_id) references integrations (observatory_id, id)
);
create index connect_sessions_link on connect_sessions (link_hash);
create index connect_sessions_state on connect_sessions (state_hash) where state_hash is not null;

-- Acts ------------------------------------------------------------------------------------------------------------------
-- The ledger of effects: planned, sending (committed before the first byte leaves), then done, failed or ambiguous.
-- No foreign keys: the batched path writes it, and a call outlives what it was made with.
create table calls (
    observatory_id uuid not null,
    id uuid not null,
    integration_id uuid,
    platform text not null,
    action text not null,
    state call_state not null,
    effect text not null check (effect in ('reads', 'idempotent', 'reconcilable', 'unsafe')),
    risk risk_level not null,
    origin jsonb not null,
    consent jsonb,
    input jsonb not null,
    input_hash bytea not null,
    output jsonb,
    problem jsonb,
    owner text,
    epoch bigint not null default 0,
    lease_until timestamptz,
    created_at timestamptz not null default now(),
    sending_at timestamptz,
    finished_at timestamptz,
    primary key (observatory_id, id)
) with (fillfactor = 80);
create index calls_unfinished on calls (lease_until) where state = 'sending';

create table idempotency_keys (
    observatory_id uuid not null references observatories on delete cascade,
    caller_id uuid not null,
    key text not null check (length(key) between 1 and 255),
    fingerprint bytea not null,
    call_id uuid,
    status integer,
    answer bytea,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    primary key (observatory_id, caller_id, key)
);
create index idempotency_keys_expiry on idempotency_keys (expires_at);

-- The log. A row is never updated; a new status of a call is a new row of the same call.
create table activity_logs (
    observatory_id uuid not null,
    id uuid not null,
    integration_id uuid,
    type text not null check (type in ('post', 'email', 'crm_update', 'message', 'sync', 'read', 'connection', 'access',
                                       'approval', 'automation', 'system')),
    action text not null,
    title text not null,
    description text not null default '',
    metadata jsonb not null default '{}',
    status activity_status not null,
    actor_kind text not null check (actor_kind in ('person', 'service', 'agent', 'rule', 'system')),
    actor_id uuid,
    actor_name text not null,
    consent text not null,
    call_id uuid,
    -- What the chain covers instead of the text itself, so that a person's text can be erased and the chain still holds.
    salt bytea not null,
    digest bytea not null,
    xid xid8 not null default pg_current_xact_id(),
    created_at timestamptz not null default now(),
    primary key (observatory_id, id)
) partition by range (id);
create index activity_logs_type on activity_logs (observatory_id, type, id);
create index activity_logs_status on activity_logs (observatory_id, status, id);
create index activity_logs_integration on activity_logs (observatory_id, integration_id, id);
create index activity_logs_call on activity_logs (observatory_id, call_id, id) where call_id is not null;
create index activity_logs_xid on activity_logs (xid);

create table activity_logs_rest partition of activity_logs default;
alter table activity_logs_rest enable row level security;
alter table activity_logs_rest force row level security;

-- The chain: committed rows get their number and hash from the sealer, within a second.
create table activity_seals (
    observatory_id uuid not null,
    seq bigint not null,
    activity_id uuid not null,
    hash bytea not null,
    primary key (observatory_id, seq)
);
create index activity_seals_activity on activity_seals (observatory_id, activity_id);

create table activity_anchors (
    observatory_id uuid not null,
    seq bigint not null,
    hash bytea not null,
    signature bytea not null,
    key_id text not null,
    created_at timestamptz not null default now(),
    primary key (observatory_id, seq)
);

-- How far the sealer came, for all observatories together. One row.
create table sealing (
    only_row boolean primary key default true check (only_row),
    sealed_below xid8 not null default '0'
);
insert into sealing default values;

-- Makes the partition of a month, where it is missing; called ahead of time.
create function activity_partition_ensure(month date) returns void language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    first_day date := date_trunc('month', month)::date;
    next_month date := (date_trunc('month', month) + interval '1 month')::date;
    partition text := 'activity_logs_' || to_char(first_day, 'YYYY_MM');
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
end $$;
revoke all on function activity_partition_ensure(date) from public;
select activity_partition_ensure((current_date + make_interval(months => m))::date) from generate_series(0, 2) m;

-- What asks and what happens by itself ----------------------------------------------------------------------------------
create table automation_rules (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    name text not null check (length(name) between 1 and 200),
    description text not null default '',
    trigger_kind text not null check (trigger_kind in ('schedule', 'webhook', 'event')),
    trigger jsonb not null,
    conditions jsonb not null default '[]',
    actions jsonb not null default '[]' check (jsonb_typeof(actions) = 'array'),
    risk risk_level not null default 'medium',
    requires_approval boolean not null default false,
    enabled boolean not null default false,
    version bigint not null default 1,
    created_by uuid not null references users,
    last_run_at timestamptz,
    run_count bigint not null default 0,
    success_count bigint not null default 0,
    failure_count bigint not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id)
);

create table approval_requests (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    call_id uuid,
    rule_id uuid,
    integration_id uuid,
    proposed_action jsonb not null,
    payload_hash bytea not null,
    origin jsonb not null,
    risk risk_level not null,
    confidence numeric(4, 3) check (confidence between 0 and 1),
    confidence_factors jsonb not null default '[]',
    reasoning text not null default '',
    state approval_state not null default 'pending',
    version bigint not null default 1,
    expires_at timestamptz not null default now() + interval '24 hours',
    responded_by uuid references users,
    responded_at timestamptz,
    responded_how text check (responded_how in ('session', 'passkey', 'password', 'key', 'policy', 'deadline')),
    response_reason text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id),
    foreign key (observatory_id, rule_id) references automation_rules (observatory_id, id),
    foreign key (observatory_id, integration_id) references integrations (observatory_id, id)
);
create index approval_requests_state on approval_requests (observatory_id, state, id);

-- What was gathered -----------------------------------------------------------------------------------------------------
create table contacts (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    integration_id uuid,
    external_id text,
    email text check (email = lower(email)),
    name text,
    company text,
    phone text,
    lifecycle lifecycle_stage,
    properties jsonb not null default '{}',
    last_synced_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id),
    unique (observatory_id, email),
    unique (observatory_id, integration_id, external_id),
    foreign key (observatory_id, integration_id) references integrations (observatory_id, id)
);

create table messages (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    integration_id uuid,
    contact_id uuid,
    channel text not null check (channel in ('email', 'imessage', 'sms', 'chat', 'social', 'other')),
    direction message_direction not null,
    external_id text not null,
    thread_id text,
    sender text,
    recipients jsonb not null default '[]',
    subject text,
    body text not null default '',
    sentiment numeric(4, 3) check (sentiment between -1 and 1),
    requires_response boolean not null default false,
    metadata jsonb not null default '{}',
    sent_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id),
    unique (observatory_id, integration_id, external_id),
    foreign key (observatory_id, integration_id) references integrations (observatory_id, id),
    foreign key (observatory_id, contact_id) references contacts (observatory_id, id)
);
create index messages_thread on messages (observatory_id, thread_id, sent_at);
create index messages_waiting on messages (observatory_id, sent_at) where requires_response;

create table social_posts (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    integration_id uuid,
    platform text not null,
    external_id text,
    status post_status not null,
    content text not null default '',
    media jsonb not null default '[]' check (jsonb_typeof(media) = 'array'),
    likes bigint not null default 0,
    reposts bigint not null default 0,
    comments bigint not null default 0,
    url text,
    scheduled_at timestamptz,
    published_at timestamptz,
    metadata jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id),
    unique (observatory_id, integration_id, external_id),
    foreign key (observatory_id, integration_id) references integrations (observatory_id, id)
);
create index social_posts_schedule on social_posts (observatory_id, status, scheduled_at);

create table analytics (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    integration_id uuid,
    metric_type text not null check (metric_type ~ '^[a-z][a-z0-9_]{1,62}$'),
    period_start timestamptz not null,
    period_end timestamptz not null check (period_end > period_start),
    dimensions jsonb not null default '{}',
    value numeric not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id),
    unique nulls not distinct (observatory_id, metric_type, period_start, period_end, integration_id, dimensions),
    foreign key (observatory_id, integration_id) references integrations (observatory_id, id)
);

do $$
declare
    t text;
begin
    foreach t in array array ['users', 'observatories', 'memberships', 'data_keysets', 'oauth_apps', 'integrations',
        'connect_sessions', 'automation_rules', 'approval_requests', 'contacts', 'messages', 'social_posts', 'analytics'] loop
        execute format('create trigger %I before update on %I for each row execute function touch_updated_at()',
                       t || '_touch', t);
    end loop;
end $$;

-- Walls -----------------------------------------------------------------------------------------------------------------
-- Everything granted by default (Supabase grants on public) is taken back first.
revoke all on all tables in schema public from public, anon, authenticated;
revoke all on all functions in schema public from public, anon, authenticated;
alter default privileges in schema public revoke all on tables from public, anon, authenticated;
alter default privileges in schema public revoke all on functions from public, anon, authenticated;
grant execute on function jarvis_uuidv7(), jarvis_uuidv7_floor(timestamptz) to jarvis_app, jarvis_pipeline;
grant execute on function activity_partition_ensure(date) to jarvis_app;

grant select, insert, update, delete on users, passkeys, sessions, one_time_links, guesses, duties to jarvis_app;
grant select, update on instance to jarvis_app;
grant select on sealing to jarvis_app;
grant select, update on sealing to jarvis_pipeline;

grant select, insert, update on observatories, integrations, calls, approval_requests to jarvis_app;
grant delete on observatories to jarvis_app;
grant select, insert, update, delete on memberships, invitations, api_keys, data_keysets, oauth_apps, connect_sessions,
    idempotency_keys, automation_rules, contacts, messages, social_posts, analytics to jarvis_app;
grant select, insert on activity_logs, activity_seals, activity_anchors to jarvis_app, jarvis_pipeline;
grant select, insert, update on calls to jarvis_pipeline;
grant select (observatory_id, id, status, credential_version) on integrations to jarvis_pipeline;

-- The sub-select makes the setting read once a query; nullif because it is '' after a transaction that had it.
do $$
declare
    t text;
begin
    foreach t in array array ['memberships', 'invitations', 'api_keys', 'data_keysets', 'oauth_apps', 'integrations',
        'connect_sessions', 'calls', 'idempotency_keys', 'activity_logs', 'activity_seals', 'activity_anchors',
        'automation_rules', 'approval_requests', 'contacts', 'messages', 'social_posts', 'analytics'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy one_observatory on %I to jarvis_app
            using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
            with check (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))$p$, t);
    end loop;
    -- Written as "contains" on purpose: "= any(...)" would be chosen as an index condition by itself, with a bad plan.
    foreach t in array array ['calls', 'integrations', 'activity_logs', 'activity_seals', 'activity_anchors'] loop
        execute format($p$create policy batch_of_observatories on %I to jarvis_pipeline
            using ((select nullif(current_setting('jarvis.observatory_ids', true), '')::uuid[]) @> array [observatory_id])
            with check ((select nullif(current_setting('jarvis.observatory_ids', true), '')::uuid[]) @> array [observatory_id])$p$, t);
    end loop;
end $$;

alter table observatories enable row level security;
alter table observatories force row level security;
create policy one_observatory on observatories to jarvis_app
    using (id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
    with check (id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid));

-- Look-ups before the observatory is known ------------------------------------------------------------------------------
-- Each answers ids and nothing else, so that all reading happens inside the observatory's own context.
create policy route on observatories for select to jarvis_router using (true);
create policy route on memberships for select to jarvis_router using (true);
create policy route on invitations for select to jarvis_router using (true);
create policy route on api_keys for select to jarvis_router using (true);
create policy route on integrations for select to jarvis_router using (true);
create policy route on connect_sessions for select to jarvis_router using (true);
create policy route on calls for select to jarvis_router using (true);
create policy route on activity_logs for select to jarvis_router using (true);
create policy route on data_keysets for select to jarvis_router using (true);

grant select (id, auth_user_id) on users to jarvis_router;
grant select (id, owner_id, created_at) on observatories to jarvis_router;
grant select (observatory_id, id, user_id) on memberships to jarvis_router;
grant select (observatory_id, id, token_hash) on invitations to jarvis_router;
grant select (observatory_id, id, key_hash) on api_keys to jarvis_router;
grant select (observatory_id, id, expires_at, status) on integrations to jarvis_router;
grant select (observatory_id, id, link_hash, state_hash) on connect_sessions to jarvis_router;
grant select (observatory_id, id, state, lease_until) on calls to jarvis_router;
grant select (observatory_id, id, xid) on activity_logs to jarvis_router;
grant select (observatory_id, id, master_key_id) on data_keysets to jarvis_router;

create function route_observatories() returns setof uuid language sql stable security definer
    set search_path = pg_catalog, public
as $$ select id from public.observatories order by id $$;

create function route_memberships(person uuid) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$ select m.observatory_id, m.id from public.memberships m where m.user_id = person order by m.id $$;

create function route_invitation(hash bytea) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$ select i.observatory_id, i.id from public.invitations i where i.token_hash = hash $$;

create function route_api_key(hash bytea) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$ select k.observatory_id, k.id from public.api_keys k where k.key_hash = hash $$;

create function route_connect_link(hash bytea) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$ select c.observatory_id, c.id from public.connect_sessions c where c.link_hash = hash $$;

create function route_connect_state(hash bytea) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$ select c.observatory_id, c.id from public.connect_sessions c where c.state_hash = hash $$;

create function route_expiring_integrations(before timestamptz, at_most integer)
    returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$
    select i.observatory_id, i.id from public.integrations i
    where i.status = 'connected' and i.expires_at is not null and i.expires_at < before
    order by i.expires_at limit at_most
$$;

create function route_lapsed_calls(at_most integer) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$
    select c.observatory_id, c.id from public.calls c
    where c.state = 'sending' and c.lease_until < now() order by c.lease_until limit at_most
$$;

create function route_unsealed(from_xid xid8, below xid8) returns setof uuid language sql stable
    security definer set search_path = pg_catalog, public
as $$ select distinct a.observatory_id from public.activity_logs a where a.xid >= from_xid and a.xid < below $$;

create function route_keysets_not_under(current_master text) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$ select d.observatory_id, d.id from public.data_keysets d where d.master_key_id <> current_master $$;

-- A signed-in Supabase user's own observatories, for the policies below.
create function my_observatories() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select coalesce(array_agg(m.observatory_id), '{}')
    from public.memberships m join public.users u on u.id = m.user_id
    where u.auth_user_id = auth.uid()
$$;

do $$
declare
    f text;
begin
    execute format('grant jarvis_router to %I', current_user);
    grant create on schema public to jarvis_router;
    grant usage on schema auth to jarvis_router;
    foreach f in array array ['route_observatories()', 'route_memberships(uuid)', 'route_invitation(bytea)',
        'route_api_key(bytea)', 'route_connect_link(bytea)', 'route_connect_state(bytea)',
        'route_expiring_integrations(timestamptz, integer)', 'route_lapsed_calls(integer)',
        'route_unsealed(xid8, xid8)', 'route_keysets_not_under(text)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to jarvis_app, jarvis_pipeline', f);
        execute format('alter function %s owner to jarvis_router', f);
    end loop;
    revoke all on function my_observatories() from public;
    grant execute on function my_observatories() to authenticated;
    alter function my_observatories() owner to jarvis_router;
    revoke create on schema public from jarvis_router;
end $$;

-- Reading through Supabase ----------------------------------------------------------------------------------------------
-- A signed-in user reads named columns of the nine tables in their own observatories, and writes nothing.
grant select (id, owner_id, name, settings, created_at, updated_at) on observatories to authenticated;
grant select (observatory_id, id, platform, scheme, account_id, account_name, config, status, status_reason, status_message,
    last_sync_at, last_used_at, created_at, updated_at) on integrations to authenticated;
grant select (observatory_id, id, integration_id, type, action, title, description, metadata, status, actor_kind, actor_id,
    actor_name, consent, call_id, created_at) on activity_logs to authenticated;
grant select on automation_rules, approval_requests, contacts, messages, social_posts, analytics to authenticated;
create policy own_observatories on observatories for select to authenticated
    using (id = any ((select my_observatories())::uuid[]));
do $$
declare
    t text;
begin
    foreach t in array array ['integrations', 'activity_logs', 'automation_rules', 'approval_requests', 'contacts',
        'messages', 'social_posts', 'analytics'] loop
        execute format($p$create policy own_observatories on %I for select to authenticated
            using (observatory_id = any ((select my_observatories())::uuid[]))$p$, t);
    end loop;
end $$;

-- The batched path plans on empty tables and keeps that plan: hold it to the primary keys.
alter role jarvis_pipeline set plan_cache_mode = force_generic_plan;
alter role jarvis_pipeline set enable_seqscan = off;
alter role jarvis_pipeline set enable_hashjoin = off;
alter role jarvis_pipeline set enable_mergejoin = off;
alter role jarvis_pipeline set enable_bitmapscan = off;

-- How people prove who they are: browsers known from an earlier sign-in, and open challenges to passkeys.
-- Global like users and passkeys: nobody's observatory is known before they are.

create table known_devices (
    token_hash bytea not null,
    user_id uuid not null references users on delete cascade,
    id uuid not null unique default jarvis_uuidv7(),
    last_used_at timestamptz not null default now(),
    primary key (token_hash, user_id)
);
create index known_devices_user on known_devices (user_id);

create table passkey_challenges (
    challenge_hash bytea primary key,
    -- Who asked; null where somebody only says by the passkey who they are.
    user_id uuid references users on delete cascade,
    expires_at timestamptz not null
);
create index passkey_challenges_expiry on passkey_challenges (expires_at);

revoke all on known_devices, passkey_challenges from public, anon, authenticated;
grant select, insert, update, delete on known_devices, passkey_challenges to jarvis_app;

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

-- Rules: their versions, the times at which they were due, and how far each observatory's events were given to them.

alter table automation_rules
    -- A deleted rule stays for the runs and approvals that came of it.
    add column deleted_at timestamptz,
    -- Since when it is on, by this clock; occurrences before are none of its business.
    add column enabled_at timestamptz,
    -- What of the trigger is looked up: the address of a webhook, the type of an event.
    add column hook_id uuid,
    add column event_type text;
create index automation_rules_hook on automation_rules (observatory_id, hook_id)
    where enabled and deleted_at is null and hook_id is not null;
create index automation_rules_event on automation_rules (observatory_id, event_type)
    where enabled and deleted_at is null and event_type is not null;

-- Every edit is a new version, and a run keeps the version it ran.
create table rule_versions (
    observatory_id uuid not null references observatories on delete cascade,
    rule_id uuid not null,
    version bigint not null check (version > 0),
    name text not null,
    description text not null default '',
    definition jsonb not null check (jsonb_typeof(definition) = 'object'),
    saved_by uuid,
    saved_by_name text not null,
    saved_at timestamptz not null default now(),
    primary key (observatory_id, rule_id, version),
    foreign key (observatory_id, rule_id) references automation_rules (observatory_id, id) on delete cascade
);

-- While a rule with a schedule is on, in one version: how far its occurrences were dealt with. The row is the truth, the
-- task that wakes its handler only says when to look.
create table schedules (
    observatory_id uuid not null references observatories on delete cascade,
    id uuid not null default jarvis_uuidv7(),
    rule_id uuid not null,
    rule_version bigint not null,
    active_from timestamptz not null default now(),
    active_until timestamptz,
    reached_at timestamptz not null default now(),
    next_at timestamptz,
    next_label text,
    primary key (observatory_id, id),
    foreign key (observatory_id, rule_id, rule_version)
        references rule_versions (observatory_id, rule_id, version) on delete cascade
);
create unique index schedules_active on schedules (observatory_id, rule_id) where active_until is null;

-- One row a label: whatever happens on how many nodes, it is dealt with once.
create table occurrences (
    observatory_id uuid not null references observatories on delete cascade,
    rule_id uuid not null,
    rule_version bigint not null,
    label text not null check (length(label) between 19 and 28),
    due_at timestamptz not null,
    state text not null check (state in ('started', 'queued', 'skipped')),
    reason text check (reason in ('missed', 'overlap', 'replaced', 'disabled')),
    note text,
    run_id uuid,
    created_at timestamptz not null default now(),
    primary key (observatory_id, rule_id, rule_version, label)
);
create index occurrences_rule on occurrences (observatory_id, rule_id, due_at);

-- How far the log of an observatory was given to its rules; a row only where a rule listens.
create table event_cursors (
    observatory_id uuid not null references observatories on delete cascade,
    seq bigint not null,
    primary key (observatory_id)
);

revoke all on rule_versions, schedules, occurrences, event_cursors from public, anon, authenticated;
grant select, insert on rule_versions to jarvis_app;
grant select, insert, update on schedules, event_cursors to jarvis_app;
grant select, insert, update, delete on occurrences to jarvis_app;
grant delete on event_cursors to jarvis_app;

do $$
declare
    t text;
begin
    foreach t in array array ['rule_versions', 'schedules', 'occurrences', 'event_cursors'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy one_observatory on %I to jarvis_app
            using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
            with check (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))$p$, t);
    end loop;
end $$;

-- Whose log has rows that no rule was asked about yet.
create policy route on event_cursors for select to jarvis_router using (true);
create policy route on activity_seals for select to jarvis_router using (true);
grant select (observatory_id, seq) on event_cursors, activity_seals to jarvis_router;

create function route_waiting_events(at_most integer) returns setof uuid language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select c.observatory_id from public.event_cursors c
    where exists (select from public.activity_seals s where s.observatory_id = c.observatory_id and s.seq > c.seq)
    limit at_most
$$;

do $$
begin
    grant create on schema public to jarvis_router;
    revoke all on function route_waiting_events(integer) from public;
    grant execute on function route_waiting_events(integer) to jarvis_app;
    alter function route_waiting_events(integer) owner to jarvis_router;
    revoke create on schema public from jarvis_router;
end $$;

-- What ran: runs of rules with their steps, the addresses webhooks come to, and what came. Written by the batched path, so
-- without foreign keys; an observatory's rows are deleted with it by the server.

create domain run_state as text check (value in ('running', 'waiting', 'succeeded', 'failed', 'skipped', 'cancelled'));
create domain step_state as text check (value in ('running', 'waiting', 'done', 'failed'));

create table runs (
    observatory_id uuid not null,
    id uuid not null,
    rule_id uuid not null,
    rule_version bigint not null,
    started_by text not null check (started_by in ('schedule', 'webhook', 'event', 'manual', 'rule', 'replay')),
    -- What the rule's expressions call `trigger`.
    trigger jsonb not null,
    -- What it was started for, once a rule: an occurrence's label, an event's id. Null where nothing repeats.
    label text check (length(label) <= 300),
    -- How many events and rules led to this one.
    depth integer not null default 0,
    -- The run that waits for this one, at which of its steps; or the run this one replays.
    parent_run uuid,
    parent_path text,
    replay_of uuid,
    state run_state not null default 'running',
    -- Why it failed or was skipped; or what it waits for.
    problem jsonb,
    waits_for text,
    output jsonb,
    created_at timestamptz not null default now(),
    finished_at timestamptz
) with (fillfactor = 80);
create unique index runs_label on runs (observatory_id, rule_id, label) where label is not null;
create index runs_rule on runs (observatory_id, rule_id, id);
create index runs_unfinished on runs (observatory_id, rule_id) where finished_at is null;
create index runs_failed on runs (observatory_id, id) where state = 'failed';
alter table runs add primary key (observatory_id, id);

create table run_steps (
    observatory_id uuid not null,
    run_id uuid not null,
    -- The step's id, below the steps around it: greet, each[3].greet.
    path text not null,
    step text not null,
    kind text not null,
    state step_state not null,
    attempt integer not null default 1,
    input jsonb,
    output jsonb,
    problem jsonb,
    call_id uuid,
    -- When it is looked at again by itself.
    due_at timestamptz,
    -- The type of event it waits for, and what came of it meanwhile.
    awaits text,
    heard jsonb,
    -- Steps stand in the order they were begun in.
    place integer not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    primary key (observatory_id, run_id, path)
) with (fillfactor = 80);
create index run_steps_call on run_steps (observatory_id, call_id) where state = 'waiting' and call_id is not null;
create index run_steps_awaits on run_steps (observatory_id, awaits) where state = 'waiting' and awaits is not null;

-- How a rule fares. One row a rule, many times updated: half of each page is left free for it.
create table rule_figures (
    observatory_id uuid not null,
    rule_id uuid not null,
    runs bigint not null default 0,
    successes bigint not null default 0,
    failures bigint not null default 0,
    skips bigint not null default 0,
    last_run_at timestamptz,
    last_success_at timestamptz,
    primary key (observatory_id, rule_id)
) with (fillfactor = 50);

-- An address that signed webhooks come to. The secret is sealed; while it is exchanged the former one holds, too.
create table hooks (
    observatory_id uuid not null,
    id uuid not null,
    name text not null check (length(name) between 1 and 200),
    -- How senders sign: {"kind": "standard"} or {"kind": "hmac", ...}.
    signature jsonb not null,
    secret bytea not null,
    secret_version bigint not null default 1,
    former_secret bytea,
    former_version bigint not null default 1,
    former_until timestamptz,
    created_by uuid not null references users,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (observatory_id, id)
);
create index hooks_id on hooks (id);
create trigger hooks_touch before update on hooks for each row execute function touch_updated_at();

-- What came, once by the sender's own id of it.
create table deliveries (
    observatory_id uuid not null,
    hook_id uuid not null,
    key text not null check (length(key) between 1 and 300),
    id uuid not null,
    body text not null,
    -- The runs it began: [{"id": ..., "rule": ...}].
    runs jsonb not null,
    received_at timestamptz not null default now(),
    primary key (observatory_id, hook_id, key)
);
create unique index deliveries_id on deliveries (observatory_id, id);

revoke all on runs, run_steps, rule_figures, hooks, deliveries from public, anon, authenticated;
grant select, insert, update, delete on runs, run_steps, rule_figures, hooks, deliveries to jarvis_app;
grant select, insert, update on runs, run_steps, rule_figures, deliveries to jarvis_pipeline;

do $$
declare
    t text;
begin
    foreach t in array array ['runs', 'run_steps', 'rule_figures', 'hooks', 'deliveries'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy one_observatory on %I to jarvis_app
            using (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))
            with check (observatory_id = (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid))$p$, t);
    end loop;
    foreach t in array array ['runs', 'run_steps', 'rule_figures', 'deliveries'] loop
        execute format($p$create policy batch_of_observatories on %I to jarvis_pipeline
            using ((select nullif(current_setting('jarvis.observatory_ids', true), '')::uuid[]) @> array [observatory_id])
            with check ((select nullif(current_setting('jarvis.observatory_ids', true), '')::uuid[]) @> array [observatory_id])$p$, t);
    end loop;
end $$;

-- Before the observatory is known: whose hook it is.
create policy route on hooks for select to jarvis_router using (true);
grant select (observatory_id, id) on hooks to jarvis_router;
create function route_hook(hook uuid) returns table (observatory_id uuid, id uuid) language sql stable
    security definer set search_path = pg_catalog, public
as $$ select h.observatory_id, h.id from public.hooks h where h.id = hook $$;

do $$
begin
    grant create on schema public to jarvis_router;
    revoke all on function route_hook(uuid) from public, anon, authenticated;
    grant execute on function route_hook(uuid) to jarvis_app;
    alter function route_hook(uuid) owner to jarvis_router;
    revoke create on schema public from jarvis_router;
end $$;

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

-- The batched path looks a row's observatory up in the hash of its batch. Searched as an array, with a thousand
-- observatories in a batch of the sealer each row cost a thousand comparisons.
do $$
declare
    t text;
begin
    foreach t in array array (select tablename from pg_policies
                              where schemaname = 'public' and policyname = 'batch_of_observatories') loop
        execute format($p$alter policy batch_of_observatories on %I
            using (observatory_id in (select unnest(nullif(current_setting('jarvis.observatory_ids', true), '')::uuid[])))
            with check (observatory_id in (select unnest(nullif(current_setting('jarvis.observatory_ids', true), '')::uuid[])))$p$, t);
    end loop;
end $$;

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

-- What came to one webhook, the newest first: ids stand in the order of their times.
create index deliveries_hook on deliveries (observatory_id, hook_id, id);

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

-- What the server's own migration tool would have noted.
create table flyway_schema_history (
    installed_rank integer not null primary key,
    version varchar(50),
    description varchar(200) not null,
    type varchar(20) not null,
    script varchar(1000) not null,
    checksum integer,
    installed_by varchar(100) not null,
    installed_on timestamp not null default now(),
    execution_time integer not null,
    success boolean not null
);
create index flyway_schema_history_s_idx on flyway_schema_history (success);
revoke all on flyway_schema_history from public, anon, authenticated;
insert into flyway_schema_history values
    (1, '1', 'foundation', 'SQL', 'V1__foundation.sql', -1156902806, current_user, now(), 0, true);
insert into flyway_schema_history values
    (2, '2', 'proof', 'SQL', 'V2__proof.sql', -1976122178, current_user, now(), 0, true);
insert into flyway_schema_history values
    (3, '3', 'work', 'SQL', 'V3__work.sql', 45467724, current_user, now(), 0, true);
insert into flyway_schema_history values
    (4, '4', 'approvals', 'SQL', 'V4__approvals.sql', 391856061, current_user, now(), 0, true);
insert into flyway_schema_history values
    (5, '5', 'rules', 'SQL', 'V5__rules.sql', 2067382281, current_user, now(), 0, true);
insert into flyway_schema_history values
    (6, '6', 'runs', 'SQL', 'V6__runs.sql', -1324816540, current_user, now(), 0, true);
insert into flyway_schema_history values
    (7, '7', 'housekeeping', 'SQL', 'V7__housekeeping.sql', -302224966, current_user, now(), 0, true);
insert into flyway_schema_history values
    (8, '8', 'mend a', 'SQL', 'V8__mend_a.sql', -869636054, current_user, now(), 0, true);
insert into flyway_schema_history values
    (9, '9', 'limits of rules', 'SQL', 'V9__limits_of_rules.sql', -1837653781, current_user, now(), 0, true);
insert into flyway_schema_history values
    (10, '10', 'sets of observatories', 'SQL', 'V10__sets_of_observatories.sql', -1209902767, current_user, now(), 0, true);
insert into flyway_schema_history values
    (11, '11', 'suspects by deaths', 'SQL', 'V11__suspects_by_deaths.sql', 1517954897, current_user, now(), 0, true);
insert into flyway_schema_history values
    (12, '12', 'deliveries of a hook', 'SQL', 'V12__deliveries_of_a_hook.sql', -1876636045, current_user, now(), 0, true);
insert into flyway_schema_history values
    (13, '13', 'erasing what approvals say', 'SQL', 'V13__erasing_what_approvals_say.sql', -1527117795, current_user, now(), 0, true);
insert into flyway_schema_history values
    (14, '14', 'standing', 'SQL', 'V14__standing.sql', -673146233, current_user, now(), 0, true);
insert into flyway_schema_history values
    (15, '15', 'ended observatories', 'SQL', 'V15__ended_observatories.sql', 671273934, current_user, now(), 0, true);
insert into flyway_schema_history values
    (16, '16', 'no statistics of contents', 'SQL', 'V16__no_statistics_of_contents.sql', -946269784, current_user, now(), 0, true);
