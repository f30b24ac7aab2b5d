-- Closed files on their way into the archive of their agency, the packages that it keeps, and who may read them. @legal ND-30-2020 Điều 30

create table hand_over (
  id uuid primary key,
  agency_id uuid not null references agency,
  unit_id uuid references unit,
  year smallint not null,
  number integer not null check (number > 0),
  -- what the papers are as a whole, as the minutes name it
  title text not null check (length(title) between 1 and 300),
  -- offered → received (the archivist has decided on every file and signed) → signed (both have) → done (every package is made)
  state text not null default 'offered' check (state in ('offered', 'received', 'signed', 'done', 'returned', 'withdrawn')),
  giver_id uuid not null references officer,
  giver_title text not null,
  offered_at timestamptz not null,
  receiver_id uuid references officer check (receiver_id <> giver_id),
  receiver_title text not null default '',
  condition text not null default '' check (length(condition) <= 500),
  received_at timestamptz,
  signed_at timestamptz,
  done_at timestamptz,
  unique (agency_id, year, number),
  check ((receiver_id is null) = (received_at is null)),
  check (state not in ('received', 'signed', 'done') or received_at is not null),
  check ((state in ('signed', 'done')) = (signed_at is not null)),
  check ((state = 'done') = (done_at is not null))
);
create index hand_over_agency on hand_over (agency_id, state, offered_at desc, id);
create index hand_over_giver on hand_over (giver_id, offered_at desc, id);

create table hand_over_line (
  hand_over_id uuid not null references hand_over,
  file_id uuid not null references work_file,
  position integer not null check (position > 0),
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'returned', 'withdrawn')),
  reason text not null default '' check (length(reason) <= 2000),
  decided_by uuid references officer,
  decided_at timestamptz,
  primary key (hand_over_id, file_id),
  check ((state = 'waiting') = (decided_at is null)),
  check (state <> 'returned' or reason <> '')
);
create unique index hand_over_line_once on hand_over_line (file_id) where state in ('waiting', 'accepted');

-- The package that the archive keeps. Nothing inside can vouch for its METS: the digest of the whole stands here.
create table archived_package (
  id uuid primary key,
  file_id uuid not null unique references work_file,
  agency_id uuid not null references agency,
  hand_over_id uuid not null references hand_over,
  object_id text not null unique,
  attachment_id uuid not null references attachment,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null check (size_bytes > 0),
  records integer not null check (records > 0),
  made_at timestamptz not null
);
create index archived_package_agency on archived_package (agency_id, made_at desc, id);

-- The last day on which a file is kept; null: for ever.
alter table work_file add column kept_until date;

create table reading_request (
  id uuid primary key,
  file_id uuid not null references work_file,
  officer_id uuid not null references officer,
  officer_title text not null,
  -- codes of TT 05/2025/TT-BNV: private, of office, of office in a special matter
  purpose text not null check (purpose in ('01', '02', '03')),
  reason text not null check (length(reason) between 1 and 1000),
  days smallint not null check (days between 1 and 90),
  state text not null default 'asked' check (state in ('asked', 'granted', 'declined', 'ended')),
  asked_at timestamptz not null,
  decided_by uuid references officer check (decided_by <> officer_id),
  decided_at timestamptz,
  note text not null default '' check (length(note) <= 1000),
  until date,
  downloads integer not null default 0,
  check ((state in ('granted', 'declined')) <= (decided_at is not null)),
  check ((decided_at is null) = (decided_by is null)),
  check (state <> 'granted' or until is not null)
);
create unique index reading_request_open on reading_request (file_id, officer_id) where state in ('asked', 'granted');
create index reading_request_officer on reading_request (officer_id, asked_at desc);
create index reading_request_asked on reading_request (asked_at) where state = 'asked';
