-- Tasks: something asked of one officer or unit, with others together, by a day, from a document, a dossier, a meeting or a leader's word.
-- Who takes part and where a task stands are rows of `participant` and `work_item`.

-- Work of every kind lies in one table: lists of one kind are read in the order of an index of their own.
create index work_item_queue_of_kind on work_item (subject_kind, agency_id, role, pressing_at, id) where state = 'open';
create index work_item_mine_of_kind on work_item (subject_kind, officer_id, pressing_at, id) where state = 'open';
drop index work_item_queue;
drop index work_item_mine;

create table task (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  detail text not null default '' check (length(detail) <= 4000),
  source_kind text not null check (source_kind in ('document', 'dossier', 'meeting', 'word', 'task')),
  source_id uuid,
  -- how the source was called when the task came of it: `15/QĐ-UBND`, a dossier code
  source_label text not null default '' check (length(source_label) <= 300),
  -- the task that this one is a part of
  parent_id uuid references task check (parent_id <> id),
  -- who asks, and from which agency
  agency_id uuid not null references agency,
  assigned_by uuid not null references officer,
  assigned_post_id uuid references post,
  -- who answers for it: one officer, or a unit whose head decides who does it
  responsible_agency_id uuid not null references agency,
  responsible_unit_id uuid references unit,
  responsible_officer_id uuid references officer,
  urgency smallint not null default 0 check (urgency between 0 and 3),
  due_at timestamptz,
  -- as it was first asked for; extensions move `due_at`
  first_due_at timestamptz,
  state text not null default 'open' check (state in ('open', 'reported', 'done', 'cancelled')),
  progress smallint not null default 0 check (progress between 0 and 100),
  reported_at timestamptz,
  done_at timestamptz,
  cancelled_at timestamptz,
  -- by whose fault it was late, as the one who asked has judged
  late_fault text check (late_fault in ('responsible', 'together', 'assigner', 'outside')),
  late_reason text not null default '' check (length(late_reason) <= 1000),
  title_folded text not null generated always as (public.fold(title)) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  check (responsible_officer_id is not null or responsible_unit_id is not null),
  check ((state = 'done') = (done_at is not null)),
  check ((state = 'cancelled') = (cancelled_at is not null)),
  check (state not in ('reported', 'done') or reported_at is not null),
  check ((due_at is null) = (first_due_at is null)),
  check (late_fault is null or late_reason <> '')
);
create index task_assigned on task (assigned_by, created_at desc, id);
create index task_responsible on task (responsible_officer_id, created_at desc, id);
create index task_place on task (responsible_agency_id, responsible_unit_id, created_at desc);
create index task_parent on task (parent_id) where parent_id is not null;
create index task_source on task (source_kind, source_id) where source_id is not null;

create table task_step (
  task_id uuid not null references task,
  position smallint not null check (position > 0),
  name text not null check (length(name) between 1 and 300),
  done_at timestamptz,
  done_by uuid references officer,
  primary key (task_id, position),
  check ((done_at is null) = (done_by is null))
);

-- What was said and done about a task, in its order; nothing is changed or taken back.
create table task_entry (
  id uuid primary key,
  task_id uuid not null references task,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('assigned', 'progress', 'reported', 'accepted', 'sent-back', 'extension-asked',
    'extension-granted', 'extension-declined', 'cancelled', 'lateness-judged', 'handed-on')),
  body text not null default '' check (length(body) <= 4000),
  progress smallint check (progress between 0 and 100),
  due_at timestamptz,
  officer_id uuid not null references officer,
  -- as they were called then
  officer_name text not null,
  officer_title text not null,
  said_at timestamptz not null,
  unique (task_id, seq)
);
create trigger task_entry_append_only before update or delete on task_entry for each row execute function refuse_change();

create table task_extension (
  id uuid primary key,
  task_id uuid not null references task,
  asked_by uuid not null references officer,
  asked_at timestamptz not null,
  due_before timestamptz not null,
  due_wanted timestamptz not null check (due_wanted > due_before),
  reason text not null check (length(reason) between 1 and 1000),
  decided_by uuid references officer,
  decided_at timestamptz,
  is_granted boolean,
  note text not null default '' check (length(note) <= 1000),
  check ((decided_at is null) = (is_granted is null)),
  check ((decided_at is null) = (decided_by is null))
);
create unique index task_extension_open on task_extension (task_id) where decided_at is null;

-- A reminder of a task is sent once for each of its moments, however often the clock looks.
create table task_reminder (
  task_id uuid not null references task,
  officer_id uuid not null references officer,
  moment text not null check (length(moment) <= 40),
  sent_at timestamptz not null,
  primary key (task_id, officer_id, moment)
);
