-- Rules: procedures as published and as the province runs them, forms, processes, fees.

create table form_definition (
  id uuid primary key,
  key text not null,
  version integer not null check (version > 0),
  definition jsonb not null,
  in_force daterange not null,
  recorded_at timestamptz not null default now(),
  unique (key, version),
  exclude using gist (key with =, in_force with &&)
);

create table process_definition (
  id uuid primary key,
  key text not null,
  version integer not null check (version > 0),
  definition jsonb not null,
  in_force daterange not null,
  recorded_at timestamptz not null default now(),
  unique (key, version),
  exclude using gist (key with =, in_force with &&)
);

-- What the national database publishes of a procedure stands in the columns up to `national`; what the province adds stands in
-- `procedure_local` and is never touched by an import.
create table procedure (
  id uuid primary key,
  code text not null unique check (length(code) <= 64),
  name text not null,
  field text not null,
  levels text[] not null default '{}',
  subjects text[] not null default '{}',
  decision text not null default '',
  published jsonb not null,
  national jsonb,
  national_digest text,
  doubts jsonb not null default '[]',
  imported_at timestamptz,
  updated_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  -- words of every kind by which it is found, heaviest first; filled by the queries that know everyday words too
  name_folded text not null generated always as (public.fold(name)) stored,
  -- the name as words between blanks, without the "Thủ tục" that only some names begin with: phrases are looked for in it
  name_words text not null generated always as (
    ' ' || regexp_replace(trim(regexp_replace(public.fold(name), '[^a-z0-9]+', ' ', 'g')), '^thu tuc ', '') || ' ') stored,
  search tsvector not null default '',
  -- only the heavy words, small enough to rank many procedures at once
  search_head tsvector not null default ''
);
create index procedure_search on procedure using gin (search);
create index procedure_search_head on procedure using gin (search_head);
create index procedure_field on procedure (field);
create index procedure_name_order on procedure (name_folded, id);

create table procedure_local (
  procedure_id uuid primary key references procedure,
  -- all that the province decided, as `ProvinceAddition`; what lists and joins need stands beside it
  addition jsonb not null,
  form_key text not null,
  process_definition_id uuid not null references process_definition,
  online_service text not null check (online_service in ('full', 'partial')),
  files_online boolean not null,
  ministry_run boolean not null default false,
  deciding_kind text not null check (deciding_kind in ('commune', 'agency')),
  deciding_agency_id uuid references agency,
  deciding_unit_key text not null,
  is_common boolean not null default false,
  is_open boolean not null default true,
  updated_at timestamptz not null default now(),
  check ((deciding_kind = 'agency') = (deciding_agency_id is not null))
);

-- Everyday words: what people type → what the law calls it, or the very procedure.
create table everyday_word (
  id uuid primary key,
  term text not null,
  term_folded text not null generated always as (trim(regexp_replace(public.fold(term), '[^a-z0-9]+', ' ', 'g'))) stored,
  expansion text not null default '',
  procedure_code text,
  -- of several procedures a word may mean, the usual one comes first
  position smallint not null default 0,
  updated_at timestamptz not null default now(),
  unique nulls not distinct (term_folded, expansion, procedure_code),
  check (term_folded <> ''),
  check (expansion <> '' or procedure_code is not null)
);

-- The words that occur in the catalogue, for typing errors.
create table search_vocabulary (
  word text primary key,
  occurrences integer not null
);
create index search_vocabulary_trigram on search_vocabulary using gin (word public.gin_trgm_ops);

-- Where work stands: open work items, zero to many for a subject.
create table work_item (
  id uuid primary key,
  subject_kind text not null,
  subject_id uuid not null,
  definition_id uuid references process_definition,
  step_key text not null,
  deed text not null check (deed in ('receive', 'assign', 'handle', 'review', 'sign', 'number', 'return', 'apologise')),
  role text not null,
  agency_id uuid not null references agency,
  unit_id uuid references unit,
  officer_id uuid references officer,
  state text not null default 'open' check (state in ('open', 'paused', 'done', 'sent-back', 'cancelled')),
  opened_at timestamptz not null,
  due_at timestamptz,
  -- due date of the subject, repeated here so that a work list sorts without a join
  subject_due_at timestamptz,
  -- by what a work list is ordered: when the subject is due, else the step
  pressing_at timestamptz generated always as (coalesce(subject_due_at, due_at)) stored,
  -- from when on being late is critical, counted from the subject's limit
  critical_at timestamptz,
  limit_minutes integer,
  closed_at timestamptz,
  -- who did it, as they were called then (name, title, unit): the national portal asks for it per step
  done_by uuid references officer,
  done_by_name text,
  done_by_title text,
  done_by_unit text,
  note text not null default '',
  check ((state in ('open', 'paused')) = (closed_at is null))
);
create index work_item_subject on work_item (subject_id, opened_at);
create index work_item_queue on work_item (agency_id, role, pressing_at, id) where state = 'open';
create index work_item_mine on work_item (officer_id, pressing_at, id) where state = 'open';
create unique index work_item_once on work_item (subject_id, step_key) where state in ('open', 'paused');

create table participant (
  id uuid primary key,
  subject_kind text not null,
  subject_id uuid not null,
  agency_id uuid not null references agency,
  unit_id uuid references unit,
  officer_id uuid references officer,
  capacity text not null check (capacity in ('receiving', 'deciding', 'consulted', 'returning')),
  from_at timestamptz not null,
  until_at timestamptz
);
create index participant_subject on participant (subject_id);
create index participant_agency on participant (agency_id, subject_id);
