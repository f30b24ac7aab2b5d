-- A number that was taken from a register for a result whose seal is still to come, as `document_number_hold` is for documents: its own from here on. The
-- row goes when the result has the number, or when the number goes back as the last one that was taken; one that is given up stays with its reason.
-- @legal ND-30-2020 Điều 15

create table outcome_number_hold (
  id uuid primary key,
  outcome_id uuid not null references outcome,
  agency_id uuid not null references agency,
  register_key text not null,
  year smallint not null,
  number integer not null check (number > 0),
  held_at timestamptz not null,
  held_by uuid not null references officer,
  -- Since when somebody else may be sealing it: from then on it is never given to another result.
  left_at timestamptz,
  voided_at timestamptz,
  -- Null: the dossier ended by itself.
  voided_by uuid references officer,
  reason text not null default '',
  unique (agency_id, register_key, year, number),
  check (voided_at is not null or voided_by is null),
  check (voided_at is null or btrim(reason) <> '')
);
comment on table outcome_number_hold is 'Numbers of results that wait for the seal, and those that were given up on record.';

create unique index outcome_number_hold_open on outcome_number_hold (outcome_id) where voided_at is null;
