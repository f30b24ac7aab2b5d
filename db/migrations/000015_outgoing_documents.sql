-- Outgoing documents: what is drafted, who is to agree and to sign, and what became of the file. @legal ND-30-2020 Điều 10 to Điều 19

-- Every wording of a draft. A kept wording is not changed; one that a page saved by itself is, until somebody saves it or speaks of it.
create table document_version (
  document_id uuid not null references official_document,
  version integer not null check (version > 0),
  head jsonb not null,
  content text not null check (length(content) <= 400000),
  saved_by uuid not null references officer,
  saved_at timestamptz not null,
  is_autosave boolean not null default false,
  primary key (document_id, version)
);

-- The way of an outgoing document from its submission to the file that was issued.
create table outgoing_paper (
  document_id uuid primary key references official_document,
  draft_version integer not null,
  agreement text not null check (agreement in ('together', 'in-turn')),
  signer_id uuid not null references officer,
  signer_post_id uuid not null references post,
  submitted_at timestamptz not null,
  signed_at timestamptz,
  signed_attachment_id uuid references attachment,
  issued_on date,
  issued_at timestamptz,
  issued_by uuid references officer,
  issued_attachment_id uuid references attachment,
  ended_reason text not null default '' check (length(ended_reason) <= 1000),
  ended_at timestamptz,
  foreign key (document_id, draft_version) references document_version (document_id, version),
  check ((signed_at is null) = (signed_attachment_id is null)),
  check (issued_at is null or signed_at is not null),
  check ((issued_at is null) = (issued_attachment_id is null)),
  check ((issued_at is null) = (issued_on is null))
);
create index outgoing_paper_issued on outgoing_paper (issued_on, document_id) where issued_on is not null;

-- Whose agreement is asked, in the order in which it is asked.
create table document_agreement (
  document_id uuid not null references official_document,
  round integer not null,
  position integer not null,
  officer_id uuid not null references officer,
  post_id uuid not null references post,
  answered_at timestamptz,
  primary key (document_id, round, position),
  unique (document_id, round, officer_id)
);

-- Certified copies, all kinds in one series of the agency. @legal ND-30-2020 Điều 25, Điều 26
create table document_copy (
  id uuid primary key,
  document_id uuid not null references official_document,
  agency_id uuid not null references agency,
  kind text not null check (kind in ('SY', 'SL', 'TrS')),
  number integer not null check (number > 0),
  year smallint not null,
  extract text not null default '' check (length(extract) <= 500),
  made_by uuid not null references officer,
  made_at timestamptz not null,
  attachment_id uuid not null references attachment,
  unique (agency_id, year, number)
);
create index document_copy_document on document_copy (document_id);

create index official_document_outgoing on official_document (agency_id, register_id, register_year, register_number)
  where direction = 'outgoing' and register_number is not null;
