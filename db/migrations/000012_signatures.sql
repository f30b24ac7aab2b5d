-- Keys wherever they lie, proof of who signed what, batches, and what the issuers of certificates said.

-- A key in a file of ours, on a token, at a remote service, or in the hand of the signer's own desktop. Only the first lies here.
alter table signing_key
  add column place text not null default 'pkcs12' check (place in ('pkcs12', 'pkcs11', 'remote', 'desktop')),
  -- label of the token and the key on it, or the credential at the service; never a PIN
  add column locator jsonb not null default '{}',
  -- the certificates of the issuers, PEM, for keys whose file is not here
  add column issuers text not null default '',
  alter column pkcs12_sealed drop not null,
  add constraint signing_key_file check ((place = 'pkcs12') = (pkcs12_sealed is not null));

-- Roots that are believed besides the one of the demonstration: of the government's authority, of public ones.
create table trusted_root (
  id uuid primary key,
  name text not null check (length(name) between 1 and 500),
  certificate text not null check (length(certificate) <= 20000),
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  source text not null check (length(source) <= 1000),
  added_by text not null,
  added_at timestamptz not null default now(),
  withdrawn_at timestamptz
);

-- What an issuer said of its certificates: the newest answer for one certificate (OCSP), the newest list of one address (CRL).
create table revocation_answer (
  id uuid primary key,
  kind text not null check (kind in ('ocsp', 'crl')),
  -- SHA-256 of the issuer's certificate, hexadecimal
  issuer text not null check (issuer ~ '^[0-9a-f]{64}$'),
  -- serial number for OCSP, address of the list for CRL
  about text not null check (length(about) between 1 and 2000),
  answer bytea not null check (octet_length(answer) <= 10000000),
  this_update timestamptz not null,
  next_update timestamptz,
  fetched_at timestamptz not null,
  unique (kind, issuer, about)
);
create index revocation_answer_next_update on revocation_answer (next_update);

-- Each signature given on a document of the province, in the order in which they were given. Nothing here is ever changed.
create table given_signature (
  id uuid primary key,
  subject_kind text not null,
  subject_id uuid not null,
  round smallint not null check (round >= 0),
  role text not null check (role in ('initial', 'countersign', 'sign', 'seal')),
  holder_kind text not null check (holder_kind in ('officer', 'agency')),
  holder_id uuid not null,
  -- who did it: for a seal the clerk
  officer_id uuid not null references officer,
  capacity text not null check (capacity in ('own', 'TM', 'KT', 'TL', 'TUQ', 'Q')),
  certificate_serial text not null,
  key_place text not null,
  level text not null check (level in ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  sha256_before text not null check (sha256_before ~ '^[0-9a-f]{64}$'),
  sha256_after text not null check (sha256_after ~ '^[0-9a-f]{64}$'),
  given_at timestamptz not null,
  unique (subject_kind, subject_id, round, holder_kind, holder_id)
);
create index given_signature_officer on given_signature (officer_id, given_at desc);

-- Many documents signed with one confirmation. A batch that was cut off is taken up again; what was signed stays signed.
create table signing_batch (
  id uuid primary key,
  officer_id uuid not null references officer,
  started_at timestamptz not null,
  finished_at timestamptz
);
create index signing_batch_officer on signing_batch (officer_id, started_at desc);

create table signing_batch_item (
  batch_id uuid not null references signing_batch on delete cascade,
  position smallint not null check (position between 1 and 100),
  subject_kind text not null,
  subject_id uuid not null,
  version integer not null check (version >= 1),
  state text not null default 'waiting' check (state in ('waiting', 'signed', 'refused')),
  -- the code of the refusal and what it says besides
  refusal jsonb,
  done_at timestamptz,
  primary key (batch_id, position),
  unique (batch_id, subject_kind, subject_id),
  check ((state = 'waiting') = (done_at is null)),
  check ((state = 'refused') = (refusal is not null))
);

-- A document handed to the signer's own desktop and awaited back: addresses that work once, without the browser's session.
create table desktop_signing (
  id uuid primary key,
  ticket_hash text not null unique check (ticket_hash ~ '^[0-9a-f]{64}$'),
  officer_id uuid not null references officer,
  operation text not null check (operation in ('SignApproved', 'SignIssued', 'SignAppendix', 'SignCopy')),
  subject_kind text not null,
  subject_id uuid not null,
  sent_sha256 text not null check (sent_sha256 ~ '^[0-9a-f]{64}$'),
  certificate_serial text not null,
  returned_sha256 text check (returned_sha256 ~ '^[0-9a-f]{64}$'),
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  returned_at timestamptz,
  taken_at timestamptz,
  check ((returned_at is null) = (returned_sha256 is null))
);
create index desktop_signing_closes on desktop_signing (closes_at);

-- The kept form of a signed document: with the evidence in it and a time-stamp over everything, renewed before that one ends.
create table signature_archive (
  original_sha256 text primary key check (original_sha256 ~ '^[0-9a-f]{64}$'),
  archived_sha256 text not null check (archived_sha256 ~ '^[0-9a-f]{64}$'),
  level text not null check (level in ('B-LT', 'B-LTA')),
  stamped_at timestamptz not null,
  -- the certificate of the last time-stamp ends
  holds_until timestamptz not null,
  renewals integer not null default 0,
  last_fault text not null default ''
);
create index signature_archive_holds_until on signature_archive (holds_until);
