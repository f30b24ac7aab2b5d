-- A list of files to be destroyed is changed entry by entry until it is decided on; council, head and archivist sign what is kept of it. @legal L-33-2024 Điều 16

alter table destruction
  -- counts changes of what would be signed: a paper signed elsewhere is taken back only for the list as it was
  add column version integer not null default 1 check (version > 0),
  add column secretary_signed_at timestamptz,
  add column chair_signed_at timestamptz,
  add column minutes_signed_at timestamptz,
  add constraint destruction_secretary_first check (chair_signed_at is null or secretary_signed_at is not null) not valid,
  add constraint destruction_minutes_last check (minutes_signed_at is null or state = 'carried-out') not valid;

alter table destruction_line
  add column removed_at timestamptz,
  add column removed_by uuid references officer,
  add constraint destruction_line_removed
    check ((removed_at is null) = (removed_by is null) and (removed_at is null or (reason <> '' and destroyed_at is null))) not valid;
