-- Work files of an agency and their way into its archive. @legal ND-30-2020 Điều 28 to 31

create table work_file (
  id uuid primary key,
  agency_id uuid not null references agency,
  unit_id uuid references unit,
  keeper_id uuid references officer,
  year smallint not null check (year between 1945 and 2200),
  number integer not null check (number > 0),
  notation text not null check (length(notation) between 1 and 64),
  title text not null check (length(title) between 1 and 1000),
  kind text not null default 'general' check (kind in ('general', 'construction', 'dossier')),
  -- the one-stop dossier whose file it is
  dossier_id uuid unique references dossier,
  retention_years smallint check (retention_years between 1 and 200),
  use_mode text not null default 'conditional' check (use_mode in ('open', 'conditional')),
  keyword text not null default '' check (length(keyword) <= 100),
  note text not null default '' check (length(note) <= 2000),
  state text not null default 'open' check (state in ('open', 'closed', 'offered', 'archived')),
  opened_at timestamptz not null,
  -- the day on which the work ended; of a building, on which it was settled
  ended_on date,
  closed_at timestamptz,
  hand_over_by date,
  warned_at timestamptz,
  archived_at timestamptz,
  -- `{agency}.{year}.{delivery}.{no}`, given by the archive
  archive_code text unique check (length(archive_code) between 1 and 100),
  folded text not null generated always as (public.fold(title || ' ' || notation || ' ' || keyword)) stored,
  updated_at timestamptz not null,
  unique (agency_id, year, notation, number),
  unique (id, agency_id),
  check ((kind = 'dossier') = (dossier_id is not null)),
  check ((state = 'open') = (closed_at is null)),
  check (closed_at is null or ended_on is not null),
  check ((state = 'archived') = (archived_at is not null)),
  check ((archived_at is null) = (archive_code is null))
);
create index work_file_agency on work_file (agency_id, state, opened_at desc, id);
create index work_file_keeper on work_file (keeper_id, opened_at desc, id) where keeper_id is not null;
create index work_file_hand_over on work_file (hand_over_by) where state = 'closed' and hand_over_by is not null;

-- What lies in a file. A document may lie in many; its bytes are never copied.
create table work_file_item (
  id uuid primary key,
  file_id uuid not null references work_file,
  position integer not null check (position > 0),
  document_id uuid references official_document,
  -- a file handed in with a dossier, or its result
  attachment_id uuid references attachment,
  -- why it is here
  rule text not null check (rule in ('chosen', 'linked', 'dossier')),
  type_code text not null default '' check (length(type_code) <= 10),
  subject text not null check (length(subject) between 1 and 500),
  number_text text not null default '' check (length(number_text) <= 11),
  notation_text text not null default '' check (length(notation_text) <= 80),
  document_date date not null,
  author_name text not null check (length(author_name) between 1 and 300),
  -- null: the program cannot count them, somebody must
  pages integer check (pages between 0 and 9999),
  added_by uuid references officer,
  added_at timestamptz not null,
  removed_at timestamptz,
  check ((document_id is null) <> (attachment_id is null))
);
create unique index work_file_item_document on work_file_item (file_id, document_id) where removed_at is null and document_id is not null;
create unique index work_file_item_attachment on work_file_item (file_id, attachment_id) where removed_at is null and attachment_id is not null;
create index work_file_item_order on work_file_item (file_id, position) where removed_at is null;
create index work_file_item_in on work_file_item (document_id) where document_id is not null;

-- Of a secret document nothing lies in an electronic file.
create function refuse_secret_item() returns trigger language plpgsql as $$
begin
  if exists (select from official_document d where d.id = new.document_id and d.secrecy > 0) then
    raise exception 'a secret document in a work file' using errcode = 'check_violation', constraint = 'work_file_item_not_secret';
  end if;
  return new;
end $$;
create trigger work_file_item_not_secret before insert or update of document_id on work_file_item
  for each row execute function refuse_secret_item();
