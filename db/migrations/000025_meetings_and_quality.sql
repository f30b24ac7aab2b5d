-- Duties a post has beside its role; the calendar of agencies and their leaders; quality by ISO 9001.

-- A duty goes with the post: whoever holds it, stands in for it or takes it over has the duty. It may be done for an agency that is not the
-- post's own, as an office does for its committee.
create table post_duty (
  id uuid primary key,
  post_id uuid not null references post,
  duty text not null check (duty in ('weekly-plan', 'quality')),
  agency_id uuid not null references agency,
  in_force daterange not null check (not lower_inf(in_force)),
  given_by uuid not null references officer,
  given_at timestamptz not null,
  ended_by uuid references officer,
  ended_at timestamptz,
  check ((ended_by is null) = (ended_at is null)),
  constraint post_duty_once exclude using gist (post_id with =, duty with =, agency_id with =, in_force with &&)
);
create index post_duty_agency on post_duty (agency_id, duty);

-- Meetings ---------------------------------------------------------------------------------------------------------

create table meeting_room (
  id uuid primary key,
  agency_id uuid not null references agency,
  name text not null check (length(name) between 1 and 120),
  seats smallint check (seats > 0),
  is_open boolean not null default true,
  unique (agency_id, name)
);

-- What stands in the calendar of an agency: a meeting, a reception of citizens, a journey of a leader.
create table engagement (
  id uuid primary key,
  agency_id uuid not null references agency,
  kind text not null check (kind in ('meeting', 'citizen-reception', 'trip', 'ceremony', 'other')),
  title text not null check (length(title) between 1 and 300),
  detail text not null default '' check (length(detail) <= 2000),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  room_id uuid references meeting_room,
  -- where, when it is not one of the agency's rooms
  place text not null default '' check (length(place) <= 200),
  chair_id uuid references officer,
  -- who leads when it is nobody of the directory
  chair_words text not null default '' check (length(chair_words) <= 200),
  -- who else comes, in words
  guests text not null default '' check (length(guests) <= 1000),
  prepared_unit_id uuid references unit,
  is_confidential boolean not null default false,
  state text not null check (state in ('registered', 'approved', 'declined', 'cancelled')),
  registered_by uuid not null references officer,
  registered_at timestamptz not null,
  decided_by uuid references officer,
  decided_at timestamptz,
  note text not null default '' check (length(note) <= 1000),
  -- when something of it was last changed that people must know
  changed_at timestamptz,
  concluded_by uuid references officer,
  concluded_at timestamptz,
  version integer not null default 1,
  check (ends_at > starts_at and ends_at <= starts_at + interval '31 days'),
  check (chair_id is not null or chair_words <> ''),
  check (state not in ('approved', 'declined') or (decided_by is not null and decided_at is not null)),
  check ((concluded_by is null) = (concluded_at is null))
);
create index engagement_of_agency on engagement (agency_id, starts_at, id);
create index engagement_of_chair on engagement (chair_id, starts_at) where chair_id is not null;
create index engagement_in_room on engagement (room_id, starts_at) where room_id is not null;

-- Who takes part: an officer, or a whole unit.
create table engagement_party (
  engagement_id uuid not null references engagement,
  officer_id uuid references officer,
  unit_id uuid references unit,
  check (num_nonnulls(officer_id, unit_id) = 1),
  unique nulls not distinct (engagement_id, officer_id, unit_id)
);
create index engagement_party_officer on engagement_party (officer_id) where officer_id is not null;
create index engagement_party_unit on engagement_party (unit_id) where unit_id is not null;

create table engagement_paper (
  engagement_id uuid not null references engagement,
  document_id uuid not null references official_document,
  primary key (engagement_id, document_id)
);

-- What a meeting concluded; a line with somebody who answers for it becomes a task when the conclusions are issued.
create table engagement_conclusion (
  engagement_id uuid not null references engagement,
  position smallint not null check (position > 0),
  body text not null check (length(body) between 1 and 300),
  -- an officer or a unit, as tasks are given
  responsible_id uuid,
  due_on date,
  task_id uuid references task,
  primary key (engagement_id, position),
  check (task_id is null or responsible_id is not null)
);

-- The plan of a week as it was last published; what changed afterwards is told.
create table weekly_plan (
  agency_id uuid not null references agency,
  monday date not null check (extract(isodow from monday) = 1),
  issue smallint not null default 1 check (issue > 0),
  published_at timestamptz not null,
  published_by uuid not null references officer,
  primary key (agency_id, monday)
);

-- Each officer is told once of each change.
create table engagement_notice (
  engagement_id uuid not null references engagement,
  officer_id uuid not null references officer,
  version integer not null,
  primary key (engagement_id, officer_id, version)
);

-- The address under which calendar programs read somebody's engagements. Only a digest of its secret is kept.
create table calendar_feed (
  id uuid primary key,
  officer_id uuid not null references officer,
  secret_hash bytea not null unique,
  made_at timestamptz not null,
  withdrawn_at timestamptz
);
create unique index calendar_feed_live on calendar_feed (officer_id) where withdrawn_at is null;

-- Quality ----------------------------------------------------------------------------------------------------------

create table quality_process (
  id uuid primary key,
  agency_id uuid not null references agency,
  code text not null check (length(code) between 1 and 40),
  title text not null check (length(title) between 1 and 300),
  -- the procedure whose handling it describes: its figures measure the process
  procedure_id uuid references procedure,
  created_at timestamptz not null,
  unique (agency_id, code)
);

-- A controlled document: of its versions one is in force, older ones are kept.
create table quality_process_version (
  id uuid primary key,
  process_id uuid not null references quality_process,
  version smallint not null check (version > 0),
  purpose text not null check (length(purpose) between 1 and 4000),
  scope text not null default '' check (length(scope) <= 4000),
  basis text not null default '' check (length(basis) <= 4000),
  -- a step a line: what, who, how long, which form
  steps text not null check (length(steps) between 1 and 8000),
  records text not null default '' check (length(records) <= 4000),
  change_note text not null default '' check (length(change_note) <= 1000),
  state text not null check (state in ('drafted', 'approved', 'withdrawn')),
  effect daterange,
  drafted_by uuid not null references officer,
  drafted_at timestamptz not null,
  approved_by uuid references officer,
  approved_at timestamptz,
  withdrawn_by uuid references officer,
  withdrawn_at timestamptz,
  withdrawn_reason text not null default '' check (length(withdrawn_reason) <= 1000),
  unique (process_id, version),
  check ((state = 'drafted') = (effect is null)),
  check (state = 'drafted' or (approved_by is not null and approved_at is not null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null)),
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  constraint quality_process_one_in_force exclude using gist (process_id with =, effect with &&) where (effect is not null)
);
create unique index quality_process_one_draft on quality_process_version (process_id) where state = 'drafted';

create table quality_audit_plan (
  agency_id uuid not null references agency,
  year smallint not null check (year between 2000 and 2200),
  purpose text not null default '' check (length(purpose) <= 2000),
  approved_by uuid references officer,
  approved_at timestamptz,
  primary key (agency_id, year),
  check ((approved_by is null) = (approved_at is null))
);

create table quality_audit (
  id uuid primary key,
  agency_id uuid not null,
  year smallint not null,
  number smallint not null check (number > 0),
  title text not null check (length(title) between 1 and 300),
  criteria text not null default '' check (length(criteria) <= 2000),
  -- which unit is looked at; none: the agency as a whole
  unit_id uuid references unit,
  -- whoever holds this post leads it
  lead_post_id uuid not null references post,
  team text not null default '' check (length(team) <= 1000),
  planned_on date not null,
  state text not null default 'planned' check (state in ('planned', 'held', 'closed')),
  held_on date,
  summary text not null default '' check (length(summary) <= 8000),
  held_at timestamptz,
  closed_at timestamptz,
  closed_by uuid references officer,
  foreign key (agency_id, year) references quality_audit_plan,
  unique (agency_id, year, number),
  check ((state = 'planned') = (held_on is null)),
  check ((held_on is null) = (held_at is null)),
  check ((state = 'closed') = (closed_at is not null)),
  check ((closed_by is null) = (closed_at is null))
);

create table quality_finding (
  id uuid primary key,
  audit_id uuid not null references quality_audit,
  number smallint not null check (number > 0),
  grade text not null check (grade in ('major', 'minor', 'observation')),
  -- of the standard or of the process
  clause text not null default '' check (length(clause) <= 200),
  body text not null check (length(body) between 1 and 4000),
  process_id uuid references quality_process,
  -- its head answers for it
  unit_id uuid not null references unit,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  cause text not null default '' check (length(cause) <= 4000),
  correction text not null default '' check (length(correction) <= 4000),
  -- so that it does not happen again
  prevention text not null default '' check (length(prevention) <= 4000),
  answered_by uuid references officer,
  answered_at timestamptz,
  -- of whoever followed it up
  verdict text not null default '' check (length(verdict) <= 2000),
  verified_by uuid references officer,
  verified_at timestamptz,
  unique (audit_id, number),
  check (state = 'open' or (answered_by is not null and answered_at is not null and cause <> '' and correction <> '')),
  check (state <> 'closed' or (verified_by is not null and verified_at is not null and verdict <> ''))
);
create index quality_finding_of_unit on quality_finding (unit_id, due_on) where state <> 'closed';

-- What an agency wants to reach; what it has reached is read from the work itself.
create table quality_objective (
  id uuid primary key,
  agency_id uuid not null references agency,
  measure text not null check (measure in ('dossiers-on-time', 'procedure-on-time', 'satisfaction', 'documents-same-day', 'tasks-on-time')),
  procedure_id uuid references procedure,
  -- in hundredths
  target smallint not null check (target between 1 and 10000),
  in_force daterange not null check (not lower_inf(in_force)),
  decided_by uuid not null references officer,
  decided_at timestamptz not null,
  check ((measure = 'procedure-on-time') = (procedure_id is not null)),
  exclude using gist (agency_id with =, measure with =, (coalesce(procedure_id, '00000000-0000-0000-0000-000000000000'::uuid)) with =, in_force with &&)
);
