-- Accounts that are safe and can be recovered: a second factor, passkeys, sessions one can see, a forgotten password.

alter table account
  -- until when a one-time password of an administrator lets anybody in; null for a password of the person's own
  add column one_time_until timestamptz,
  -- the sealed secret of the authenticator app
  add column totp_sealed bytea,
  add column totp_since timestamptz,
  -- the last time step whose code was taken: no code counts twice
  add column totp_last_step bigint,
  add check ((totp_sealed is null) = (totp_since is null)),
  add check (totp_sealed is null or password_hash is not null);

-- Lets somebody in whose telephone is gone; each counts once.
create table recovery_code (
  account_id uuid not null references account,
  -- a keyed hash: whoever reads the table is not let in
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table passkey (
  id uuid primary key,
  account_id uuid not null references account,
  -- as the authenticator names it, base64url; at most 1023 bytes (WebAuthn 4)
  credential_id text not null unique check (length(credential_id) between 1 and 1364),
  public_key bytea not null,
  -- how often the authenticator says it has signed; 0 when it does not count
  sign_count bigint not null check (sign_count >= 0),
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 60),
  -- lies in the keeping of a platform and comes along to other devices
  is_synced boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_account on passkey (account_id, created_at);

-- Questions put to an authenticator and answered once; kept as long as an answer could come a second time.
create table used_challenge (
  challenge_hash bytea primary key,
  used_at timestamptz not null
);
create index used_challenge_age on used_challenge (used_at);

create table password_reset (
  token_hash bytea primary key,
  account_id uuid not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at)
);
create index password_reset_account on password_reset (account_id, created_at);

alter table session
  -- by which its owner may end it: the hash of the token is shown to nobody
  add column id uuid not null default gen_random_uuid() unique,
  -- browser and system, such as Chrome, Windows
  add column device text not null default '' check (length(device) <= 80),
  -- a second factor is asked of this officer and there is none yet
  add column second_factor_due boolean not null default false;

alter table sign_in_log drop constraint sign_in_log_kind_check;
alter table sign_in_log add constraint sign_in_log_kind_check check (kind in ('signed-in', 'signed-out', 'failed', 'locked',
  'unlocked', 'password-changed', 'expired', 'registered', 'linked', 'disabled', 'one-time-password', 'reset-asked',
  'password-reset', 'second-factor-on', 'second-factor-off', 'recovery-codes', 'passkey-added', 'passkey-removed')) not valid;
alter table sign_in_log validate constraint sign_in_log_kind_check;
