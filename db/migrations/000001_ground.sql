-- Ground: settings of the law, agencies and people, accounts, working days, files, logs, counters.
-- Runs inside the schema of one province; no statement names a schema.

create table setting (
  id uuid primary key,
  key text not null,
  scope_kind text not null check (scope_kind in ('country', 'province', 'agency', 'procedure')),
  scope_id text not null default '',
  value jsonb not null,
  in_force daterange not null check (not isempty(in_force) and not lower_inf(in_force)),
  legal_source text not null,
  certainty text not null check (certainty in ('seen', 'second-hand', 'memory', 'derived', 'decided')),
  decided_by text not null,
  recorded_at timestamptz not null default now(),
  constraint setting_no_overlap exclude using gist (key with =, scope_kind with =, scope_id with =, in_force with &&)
);

-- Agencies ---------------------------------------------------------------------------------------------------------

create table agency (
  id uuid primary key,
  kind text not null check (kind in ('peoples-committee', 'department', 'one-stop-desk', 'office', 'vertical')),
  level text not null check (level in ('province', 'commune', 'ministry')),
  name text not null,
  short_name text not null,
  parent_id uuid references agency,
  code text not null unique check (length(code) <= 35),
  commune_code text,
  address text not null default '',
  phone text not null default '',
  email text not null default '',
  opening_hours text not null default '',
  -- how it is written behind the number of a document: `UBND`, `STP`
  notation text not null default '',
  abolished_on date,
  created_at timestamptz not null default now()
);
create index agency_by_parent on agency (parent_id);

create table agency_name (
  agency_id uuid not null references agency,
  name text not null,
  short_name text not null,
  in_force daterange not null,
  legal_source text not null default '',
  exclude using gist (agency_id with =, in_force with &&)
);

create table agency_parent (
  agency_id uuid not null references agency,
  parent_id uuid references agency,
  in_force daterange not null,
  legal_source text not null default '',
  exclude using gist (agency_id with =, in_force with &&)
);

-- Codes of other issuers are opaque text, never parsed.
create table agency_code (
  agency_id uuid not null references agency,
  issuer text not null,
  code text not null check (length(code) between 1 and 64),
  in_force daterange not null,
  exclude using gist (issuer with =, code with =, in_force with &&)
);

create table agency_succession (
  predecessor_id uuid not null references agency,
  successor_id uuid not null references agency check (successor_id <> predecessor_id),
  on_date date not null,
  legal_source text not null,
  primary key (predecessor_id, successor_id, on_date)
);

create table unit (
  id uuid primary key,
  agency_id uuid not null references agency,
  key text not null,
  name text not null,
  kind text not null default 'professional' check (kind in ('one-stop-desk', 'professional', 'leadership', 'clerical')),
  unique (agency_id, key),
  unique (id, agency_id)
);

create table officer (
  id uuid primary key,
  full_name text not null,
  email text not null default '',
  phone text not null default ''
);

create table post (
  id uuid primary key,
  agency_id uuid not null references agency,
  unit_id uuid,
  title text not null,
  role text not null check (role in
    ('one-stop-officer', 'unit-head', 'handler', 'leader', 'clerk', 'supervisor', 'administrator', 'auditor')),
  foreign key (unit_id, agency_id) references unit (id, agency_id)
);
create index post_agency on post (agency_id, role);

create table post_holding (
  id uuid primary key,
  post_id uuid not null references post,
  officer_id uuid not null references officer,
  concurrent boolean not null default false,
  in_force daterange not null,
  exclude using gist (post_id with =, officer_id with =, in_force with &&)
);
create index post_holding_officer on post_holding (officer_id);

create table delegation (
  id uuid primary key,
  post_id uuid not null references post,
  from_officer_id uuid not null references officer,
  to_officer_id uuid not null references officer check (to_officer_id <> from_officer_id),
  in_force daterange not null check (not upper_inf(in_force)),
  reason text not null,
  recorded_at timestamptz not null default now()
);
create index delegation_to on delegation (to_officer_id);

-- Accounts ---------------------------------------------------------------------------------------------------------

create table account (
  id uuid primary key,
  kind text not null check (kind in ('citizen', 'officer')),
  login text not null,
  password_hash text,
  must_change_password boolean not null default false,
  password_changed_at timestamptz not null default now(),
  failed_attempts integer not null default 0,
  locked_at timestamptz,
  disabled_at timestamptz,
  last_used_at timestamptz,
  officer_id uuid unique references officer,
  is_demo boolean not null default false,
  created_at timestamptz not null default now(),
  unique (kind, login),
  check ((kind = 'officer') = (officer_id is not null))
);

create table password_history (
  account_id uuid not null references account,
  password_hash text not null,
  used_until timestamptz not null default now()
);
create index password_history_account on password_history (account_id, used_until desc);

create table citizen (
  account_id uuid primary key references account,
  full_name text not null,
  kind text not null default 'citizen' check (kind in ('citizen', 'business', 'organisation')),
  identity_sealed bytea,
  identity_hash bytea,
  -- How sure the identity is: declared by the person, or vouched for by the eID provider at its level.
  assurance text not null default 'declared' check (assurance in ('declared', 'eid-1', 'eid-2')),
  birth_date date,
  gender text check (gender in ('male', 'female', 'other')),
  -- what declarations ask for over and over; fills e-forms
  identity_issued_on date,
  identity_issued_by text not null default '',
  ethnicity text not null default '',
  nationality text not null default '',
  phone text not null default '',
  email text not null default '',
  address text not null default '',
  commune_code text,
  updated_at timestamptz not null default now()
);
create index citizen_identity on citizen (identity_hash);

create table external_login (
  issuer text not null,
  subject text not null,
  account_id uuid not null references account,
  linked_at timestamptz not null default now(),
  primary key (issuer, subject)
);

create table session (
  token_hash bytea primary key,
  account_id uuid not null references account,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- slides with every deed by the idle time, but never past the end
  expires_at timestamptz not null,
  ends_at timestamptz not null check (ends_at >= expires_at),
  idle_minutes integer not null check (idle_minutes > 0),
  csrf_token text not null
);
create index session_account on session (account_id);
create index session_expiry on session (expires_at);

-- A growing pause after wrong passwords, kept for a pair of login and source, so that nobody can lock another person out.
create table sign_in_delay (
  key_hash bytea primary key,
  failures integer not null,
  next_attempt_at timestamptz not null
);

-- What somebody was about to post when the session ended, while the eID provider is asked who it is; sealed, for a day.
create table kept_form (
  id uuid primary key,
  account_id uuid not null references account,
  sealed bytea not null,
  created_at timestamptz not null
);
create index kept_form_age on kept_form (created_at);

create table sign_in_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account_id uuid,
  kind text not null check (kind in ('signed-in', 'signed-out', 'failed', 'locked', 'unlocked', 'password-changed', 'expired',
    'registered', 'linked', 'disabled')),
  source_hash bytea,
  detail text not null default ''
);
create index sign_in_log_account on sign_in_log (account_id, at desc);

-- Working time -----------------------------------------------------------------------------------------------------

create table working_day_exception (
  date date primary key,
  kind text not null check (kind in ('public_holiday', 'compensation', 'swapped_off', 'swapped_working')),
  name text not null,
  legal_source text not null,
  certainty text not null check (certainty in ('seen', 'second-hand', 'memory', 'derived', 'decided')),
  recorded_at timestamptz not null default now()
);

-- Files ------------------------------------------------------------------------------------------------------------

create table stored_file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null check (size_bytes >= 0),
  media_type text not null,
  stored_at timestamptz not null default now()
);

create table attachment (
  id uuid primary key,
  sha256 text not null references stored_file,
  name text not null check (length(name) between 1 and 200),
  owner_kind text not null,
  owner_id uuid not null,
  purpose text not null,
  added_by uuid references account,
  added_at timestamptz not null default now(),
  removed_at timestamptz
);
create index attachment_owner on attachment (owner_id, owner_kind);

-- Logs and counters ------------------------------------------------------------------------------------------------

create table action_log (
  id uuid primary key,
  subject_kind text not null,
  subject_id uuid not null,
  seq integer not null check (seq > 0),
  type text not null,
  version integer not null default 1,
  actor_kind text not null check (actor_kind in ('anonymous', 'citizen', 'officer', 'system')),
  actor_id uuid,
  post_id uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  idempotency_key text,
  detail jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  unique (subject_kind, subject_id, seq)
);
create index action_log_day on action_log (recorded_at);

create table action_log_head (
  day date primary key,
  entries bigint not null,
  digest bytea not null,
  signature bytea not null,
  certificate text not null,
  signed_at timestamptz not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger action_log_append_only before update or delete on action_log
  for each row execute function refuse_change();

create table access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account_id uuid not null,
  officer_name text not null default '',
  agency_id uuid,
  subject_kind text not null,
  subject_id uuid not null,
  what text not null
);
create index access_log_subject on access_log (subject_id, at desc);

create table event (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  type text not null,
  version integer not null default 1,
  subject_kind text not null,
  subject_id uuid not null,
  data jsonb not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  transaction_id xid8 not null default pg_current_xact_id()
);
create index event_subject on event (subject_id, seq);

create table counter (
  scope text not null,
  key text not null,
  value bigint not null check (value >= 0),
  primary key (scope, key)
);

-- Searches by a personal datum are posted and kept here under an opaque id, so that no address carries the datum.
create table kept_search (
  id uuid primary key,
  account_id uuid not null references account,
  sealed bytea not null,
  created_at timestamptz not null default now()
);
