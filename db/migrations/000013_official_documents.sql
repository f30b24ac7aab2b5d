-- Official documents: what an agency receives and what it issues, from its registry to its leader and back. @legal ND-30-2020

-- Who takes part in a document is rows too: those who act and those who are told. Every row keeps to the narrower rule it was written under.
alter table participant drop constraint participant_capacity_check;
alter table participant add constraint participant_capacity_check check (capacity in
  ('receiving', 'deciding', 'consulted', 'returning',
   'registry', 'drafting', 'leading', 'together', 'informed', 'approving', 'signing')) not valid;
create index participant_officer on participant (officer_id, subject_id) where officer_id is not null;

-- Where a document stands is open work, as for dossiers.
alter table work_item drop constraint work_item_deed_check;
alter table work_item add constraint work_item_deed_check check (deed in
  ('receive', 'assign', 'handle', 'review', 'sign', 'number', 'return', 'apologise', 'approve-supplement',
   'route', 'act', 'read', 'draft', 'agree', 'check', 'approve', 'issue', 'report')) not valid;

-- A book of an agency: each counts its own numbers, from 1 in each year, without a gap.
create table document_register (
  id uuid primary key,
  agency_id uuid not null references agency,
  direction text not null check (direction in ('incoming', 'outgoing', 'copy')),
  key text not null check (length(key) between 1 and 64),
  name text not null check (length(name) between 1 and 200),
  -- the types that are counted in it; empty: every type that has no book of its own
  type_codes text[] not null default '{}',
  is_secret boolean not null default false,
  opened_on date not null,
  closed_on date check (closed_on >= opened_on),
  unique (agency_id, direction, key),
  unique (id, agency_id)
);

create table official_document (
  id uuid primary key,
  -- whose registry holds it: the same paper received by two agencies is two rows
  agency_id uuid not null references agency,
  direction text not null check (direction in ('incoming', 'outgoing')),
  -- incoming: arrived → routed → settled; outgoing: draft → submitted → signed → issued; either way out of use
  state text not null check (state in
    ('arrived', 'routed', 'settled', 'draft', 'submitted', 'signed', 'issued', 'returned', 'recalled', 'replaced', 'cancelled')),
  type_code text not null default '' check (length(type_code) <= 10),
  subject text not null check (length(subject) between 1 and 500),
  -- number and notation as they stand on the paper: `15/QĐ-UBND`
  code_number integer check (code_number > 0),
  code_notation text not null default '' check (length(code_notation) <= 80),
  document_date date,
  -- the agency that wrote it: ours or one of the directory, else only its name
  author_agency_id uuid references agency,
  author_name text not null default '' check (length(author_name) <= 300),
  signer_name text not null default '' check (length(signer_name) <= 200),
  signer_title text not null default '' check (length(signer_title) <= 300),
  urgency smallint not null default 0 check (urgency between 0 and 3),
  secrecy smallint not null default 0 check (secrecy between 0 and 3),
  pages integer check (pages >= 0),
  copies integer check (copies >= 0),
  -- its line in a book of this agency
  register_id uuid,
  register_number integer check (register_number > 0),
  register_year smallint,
  registered_at timestamptz,
  registered_by uuid references officer,
  -- how an incoming one came
  channel text not null default 'hand' check (channel in ('hand', 'post', 'scan', 'e-mail', 'interchange', 'inside', 'written-here')),
  -- identifier given by the sender, opaque; one document is taken in once
  origin_issuer text not null default '' check (length(origin_issuer) <= 64),
  origin_id text check (length(origin_id) between 1 and 100),
  due_at timestamptz,
  settled_at timestamptz,
  -- what the files say, when it could be read; null: not read
  full_text text,
  drafting_unit_id uuid references unit,
  drafted_by uuid references officer,
  folded text not null generated always as (public.fold(subject || ' ' || author_name || ' ' || code_notation)) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  foreign key (register_id, agency_id) references document_register (id, agency_id),
  check ((register_number is null) = (register_id is null)),
  check ((register_number is null) = (register_year is null)),
  unique (register_id, register_year, register_number),
  check (state not in ('issued', 'recalled', 'replaced') or direction = 'incoming' or register_number is not null),
  -- of a secret document only its line in the book is kept
  check (secrecy = 0 or full_text is null)
);
create unique index official_document_origin on official_document (agency_id, origin_issuer, origin_id) where origin_id is not null;
create index official_document_agency on official_document (agency_id, direction, created_at desc, id);
create index official_document_code on official_document (agency_id, code_notation, code_number, document_date);

-- How one document stands to another.
create table document_link (
  from_id uuid not null references official_document,
  to_id uuid not null references official_document check (to_id <> from_id),
  kind text not null check (kind in ('answers', 'replaces', 'corrects', 'recalls', 'copy-of', 'attached-to', 'concerns')),
  created_at timestamptz not null,
  primary key (from_id, to_id, kind)
);
create index document_link_to on document_link (to_id, kind);

-- Opinions, instructions and answers on a document, in the order in which they were said; none is changed or taken back.
create table document_opinion (
  id uuid primary key,
  document_id uuid not null references official_document,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('instruction', 'opinion', 'proposal', 'approval', 'objection', 'sent-back', 'answer')),
  body text not null check (length(body) between 1 and 4000),
  officer_id uuid not null references officer,
  post_id uuid references post,
  -- as they were called then
  officer_name text not null,
  officer_title text not null,
  -- which version of a draft it speaks of
  draft_version integer,
  said_at timestamptz not null,
  unique (document_id, seq)
);
create trigger document_opinion_append_only before update or delete on document_opinion
  for each row execute function refuse_change();

-- To whom an outgoing document goes, and what each has done with it.
create table document_recipient (
  id uuid primary key,
  document_id uuid not null references official_document,
  position integer not null,
  kind text not null check (kind in ('agency', 'unit', 'officer', 'outside')),
  agency_id uuid references agency,
  unit_id uuid references unit,
  officer_id uuid references officer,
  -- as it is written on the document
  name text not null check (length(name) between 1 and 300),
  purpose text not null default 'to-act' check (purpose in ('to-act', 'to-know', 'archive')),
  channel text not null default 'electronic' check (channel in ('electronic', 'paper', 'both')),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'arrived', 'refused', 'registered', 'routed', 'settled', 'recalled')),
  received_document_id uuid references official_document,
  sent_at timestamptz,
  changed_at timestamptz,
  unique (document_id, position)
);
create index document_recipient_received on document_recipient (received_document_id) where received_document_id is not null;
create index document_recipient_agency on document_recipient (agency_id, state);
