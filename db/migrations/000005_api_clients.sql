-- Programs at the door: other systems that file for people, and people's own programs.

create table api_client (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  -- SHA-256 of the key: whoever reads the table is not let in
  key_hash bytea not null unique check (length(key_hash) = 32),
  -- what it may do, such as file:national-portal, issuer:dvcqg, read, act
  grants text[] not null default '{}',
  -- the person it acts for; null for a system that acts for itself
  account_id uuid references account,
  created_at timestamptz not null,
  expires_at timestamptz,
  disabled_at timestamptz,
  -- a person's program does not outlive the trust of a season
  check (account_id is null or expires_at is not null)
);
create index api_client_account on api_client (account_id, created_at desc) where account_id is not null;

-- The public check of documents asks for a certificate by its serial number, and for an issued document by its content.
create index signing_key_serial on signing_key (serial);
create index attachment_outcome on attachment (sha256) where purpose = 'outcome';
