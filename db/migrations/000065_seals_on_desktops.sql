-- The seal of an agency on a token in its clerk's own machine: what goes there are all files of an issue, under one number, and they come back one by one.
-- @legal ND-30-2020 Điều 15, Điều 17

create table desktop_file (
  id uuid primary key,
  signing_id uuid not null references desktop_signing on delete cascade,
  position smallint not null check (position >= 1),
  name text not null check (length(name) <= 400),
  -- What the tool is asked to do, in its own words.
  operation text not null check (operation in ('SignApproved', 'SignIssued', 'SignAppendix', 'SignCopy')),
  -- What it prints beside its signature; empty where the number stands in the file.
  code text not null default '' check (length(code) <= 200),
  sent_sha256 text not null check (sent_sha256 ~ '^[0-9a-f]{64}$'),
  sent_bytes integer not null check (sent_bytes > 0),
  -- The file that came back and holds.
  returned_sha256 text check (returned_sha256 ~ '^[0-9a-f]{64}$'),
  returned_bytes integer,
  level text check (level in ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  -- Why the last one that came back was not taken.
  refused_because jsonb,
  returned_at timestamptz,
  unique (signing_id, position),
  check ((returned_at is null) = (returned_sha256 is null) and (returned_at is null) = (level is null)
    and (returned_at is null) = (returned_bytes is null))
);
comment on table desktop_file is 'Files in the hands of a desktop signer, and what came back of them.';

insert into desktop_file (id, signing_id, position, name, operation, sent_sha256, sent_bytes, returned_sha256, returned_bytes, level, refused_because, returned_at)
  select id, id, 1, title, 'SignApproved', sent_sha256, sent_bytes, returned_sha256, returned_bytes, level, refused_because, returned_at
  from desktop_signing;

alter table desktop_signing
  drop column sent_sha256, drop column sent_bytes, drop column returned_sha256, drop column returned_bytes, drop column level,
  drop column refused_because, drop column returned_at,
  -- Whose seal it is; null: the officer's own signature.
  add column agency_id uuid references agency,
  -- What it was made of, as its module names it: the number that is printed.
  add column basis uuid,
  -- Given up, or opened anew by somebody else: nothing that comes back is taken.
  add column withdrawn_at timestamptz,
  add check (taken_at is null or withdrawn_at is null);

create index desktop_signing_subject on desktop_signing (subject_id) where taken_at is null;
