-- Issued documents by e-mail to receivers outside: where a registry writes to, and what became of each mail.

-- The addresses of an agency's registry. A receiver is known by its name as it stands on documents, marks and all.
create table outside_receiver (
  id uuid primary key,
  agency_id uuid not null references agency,
  name text not null check (length(name) between 1 and 300),
  -- the name with small letters: two receivers whose names differ in a mark are two
  name_key text not null check (length(name_key) between 1 and 300),
  email text not null default '' check (length(email) <= 254),
  address text not null default '' check (length(address) <= 500),
  changed_at timestamptz not null,
  changed_by uuid not null references officer,
  check (email <> '' or address <> ''),
  constraint outside_receiver_once unique (agency_id, name_key)
);

-- A mail to one receiver of one document: the document itself, or that it was taken back, replaced or corrected.
create table document_mailing (
  id uuid primary key,
  document_id uuid not null references official_document,
  recipient_id uuid not null references document_recipient,
  kind text not null check (kind in ('issue', 'recall', 'replacement', 'correction')),
  -- the document that changed it; null: there is none
  changed_by_id uuid references official_document,
  address text not null check (length(address) between 3 and 254),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'kept', 'refused', 'given-up', 'stopped')),
  -- how often it was sent on purpose: each is a letter of its own to mail servers, every try of it is the same letter
  round integer not null default 1 check (round >= 1),
  attempts integer not null default 0 check (attempts >= 0),
  -- the last fault, without the words of a server: they repeat addresses
  fault text not null default '' check (length(fault) <= 100),
  asked_at timestamptz not null,
  asked_by uuid not null references officer,
  ended_at timestamptz,
  constraint document_mailing_once unique nulls not distinct (recipient_id, kind, changed_by_id)
);
create index document_mailing_document on document_mailing (document_id);
create index document_mailing_changed_by on document_mailing (changed_by_id) where changed_by_id is not null;
create trigger document_mailing_not_secret before insert or update on document_mailing
  for each row execute function refuse_secret_content();
