-- The list of files of the year, files opened from it, and documents that fall into files by rule. @legal ND-30-2020 Điều 28, Phụ lục V

-- Who keeps the archive of an agency.
alter table post drop constraint post_role_check;
alter table post add constraint post_role_check check (role in
  ('one-stop-officer', 'unit-head', 'handler', 'leader', 'clerk', 'archivist', 'supervisor', 'administrator', 'auditor')) not valid;

create table file_list (
  id uuid primary key,
  agency_id uuid not null references agency,
  year smallint not null check (year between 2000 and 2200),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'issued')),
  -- the decision by which the head issues it: `15/QĐ-UBND`
  decision_code text not null default '' check (length(decision_code) <= 80),
  decision_date date,
  made_by uuid not null references officer,
  made_at timestamptz not null,
  submitted_by uuid references officer,
  submitted_at timestamptz,
  issued_by uuid references officer,
  issued_at timestamptz,
  unique (agency_id, year),
  check ((state = 'issued') = (issued_at is not null)),
  check ((issued_at is null) = (issued_by is null)),
  check (issued_at is null or (decision_code <> '' and decision_date is not null))
);

-- Large headings have the letters of their files, small ones stand below a large one.
create table file_list_heading (
  id uuid primary key,
  list_id uuid not null references file_list,
  parent_id uuid,
  position integer not null check (position > 0),
  name text not null check (length(name) between 1 and 300),
  notation text not null default '' check (length(notation) <= 20),
  -- the unit that fills it; null: whoever keeps the list
  unit_id uuid references unit,
  unique (id, list_id),
  foreign key (parent_id, list_id) references file_list_heading (id, list_id) on delete cascade,
  check ((parent_id is null) = (notation <> ''))
);
create unique index file_list_heading_notation on file_list_heading (list_id, notation) where parent_id is null;
create index file_list_heading_parent on file_list_heading (parent_id) where parent_id is not null;

create table file_list_entry (
  id uuid primary key,
  list_id uuid not null references file_list,
  heading_id uuid not null,
  position integer not null check (position > 0),
  -- within the large heading, given when the list is issued
  number integer check (number > 0),
  title text not null check (length(title) between 1 and 1000),
  kind text not null default 'general' check (kind in ('general', 'construction')),
  -- null: for ever
  retention_years smallint check (retention_years between 1 and 200),
  use_mode text not null default 'conditional' check (use_mode in ('open', 'conditional')),
  keeper_id uuid not null references officer,
  note text not null default '' check (length(note) <= 2000),
  rule_types text[] not null default '{}' check (cardinality(rule_types) <= 30),
  rule_author text not null default '' check (length(rule_author) <= 200),
  rule_words text not null default '' check (length(rule_words) <= 200),
  added_by uuid not null references officer,
  added_at timestamptz not null,
  foreign key (heading_id, list_id) references file_list_heading (id, list_id)
);
create index file_list_entry_list on file_list_entry (list_id, heading_id, position);
create index file_list_entry_keeper on file_list_entry (keeper_id);

alter table work_file
  add column entry_id uuid unique references file_list_entry,
  add column rule_types text[] not null default '{}' check (cardinality(rule_types) <= 30),
  add column rule_author text not null default '' check (length(rule_author) <= 200),
  add column rule_words text not null default '' check (length(rule_words) <= 200);

alter table work_file_item drop constraint work_file_item_rule_check;
alter table work_file_item add constraint work_file_item_rule_check
  check (rule in ('chosen', 'linked', 'dossier', 'proposed')) not valid;

-- A document that was proposed for a file and does not belong there is not proposed again.
create table work_file_dismissal (
  file_id uuid not null references work_file,
  document_id uuid not null references official_document,
  officer_id uuid not null references officer,
  dismissed_at timestamptz not null,
  primary key (file_id, document_id)
);
