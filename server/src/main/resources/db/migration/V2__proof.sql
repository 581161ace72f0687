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
