-- A number that was taken from a book for a document whose seal is still to come: its own from here on, whoever falls meanwhile. The row goes when
-- the document has the number, or when the number goes back as the last one that was taken; a number that is given up stays as a line of the book.
-- @legal ND-30-2020 Điều 15, Điều 22

create table document_number_hold (
  id uuid primary key,
  document_id uuid not null references official_document,
  agency_id uuid not null references agency,
  register_id uuid not null references document_register,
  register_year smallint not null,
  register_number integer not null check (register_number > 0),
  code_notation text not null,
  held_at timestamptz not null,
  held_by uuid not null references officer,
  -- Since when something that bears the number lies outside the program: from then on it is never given to another document.
  left_at timestamptz,
  voided_at timestamptz,
  voided_by uuid references officer,
  reason text not null default '',
  unique (register_id, register_year, register_number),
  check ((voided_at is null) = (voided_by is null)),
  check (voided_at is null or btrim(reason) <> '')
);
comment on table document_number_hold is 'Numbers of outgoing documents that wait for the seal, and those that were given up on record.';

create unique index document_number_hold_open on document_number_hold (document_id) where voided_at is null;
create index document_number_hold_notation on document_number_hold (agency_id, register_year, code_notation, register_number);
