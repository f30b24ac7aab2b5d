-- A document handed to the signer's own desktop and awaited back. The addresses under which the tool fetches it and brings it back hold a word
-- derived from the secret of the installation and the id; they work until the file has come back or the time is over.
create table desktop_signing (
  id uuid primary key,
  officer_id uuid not null references officer,
  subject_kind text not null check (length(subject_kind) <= 64),
  subject_id uuid not null,
  version integer not null check (version >= 1),
  title text not null check (length(title) <= 400),
  sent_sha256 text not null check (sent_sha256 ~ '^[0-9a-f]{64}$'),
  sent_bytes integer not null check (sent_bytes > 0),
  -- PEM; the one that must have signed
  certificate text not null,
  -- the file that came back and holds
  returned_sha256 text check (returned_sha256 ~ '^[0-9a-f]{64}$'),
  returned_bytes integer,
  level text check (level in ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  -- why the last one that came back was not taken
  refused_because jsonb,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  returned_at timestamptz,
  taken_at timestamptz,
  check ((returned_at is null) = (returned_sha256 is null) and (returned_at is null) = (level is null)
    and (returned_at is null) = (returned_bytes is null)),
  check (taken_at is null or returned_at is not null)
);
create index desktop_signing_closes on desktop_signing (closes_at);
