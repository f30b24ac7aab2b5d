-- Files whose years are over: listed, judged by a council, decided on by the head, destroyed; list, minutes and evidence stay. @legal L-33-2024 Điều 16

alter table work_file drop constraint work_file_state_check;
alter table work_file add constraint work_file_state_check
  check (state in ('open', 'closed', 'offered', 'archived', 'destroyed')) not valid;
alter table work_file drop constraint work_file_check3;
alter table work_file add constraint work_file_archived check ((state in ('archived', 'destroyed')) = (archived_at is not null)) not valid;
alter table work_file add column destroyed_at timestamptz;
alter table work_file add constraint work_file_destroyed check ((state = 'destroyed') = (destroyed_at is not null)) not valid;
create index work_file_kept_until on work_file (agency_id, kept_until) where state = 'archived' and kept_until is not null;

-- Bytes that were destroyed by decision: their rows stay and say that they were there.
alter table attachment add column destroyed_at timestamptz;
alter table stored_file add column destroyed_at timestamptz;

create table destruction (
  id uuid primary key,
  agency_id uuid not null references agency,
  year smallint not null,
  number integer not null check (number > 0),
  state text not null default 'drafted' check (state in ('drafted', 'judged', 'decided', 'carrying-out', 'carried-out', 'dropped')),
  made_by uuid not null references officer,
  made_at timestamptz not null,
  -- the council: when it met and what it came to
  met_on date,
  conclusion text not null default '' check (length(conclusion) <= 4000),
  judged_at timestamptz,
  decision_code text not null default '' check (length(decision_code) <= 80),
  decision_date date,
  decided_by uuid references officer,
  decided_at timestamptz,
  carried_out_by uuid references officer,
  ordered_at timestamptz,
  carried_out_at timestamptz,
  unique (agency_id, year, number),
  check (state in ('drafted', 'dropped') or judged_at is not null),
  check (state not in ('decided', 'carrying-out', 'carried-out') or (decided_by is not null and decision_date is not null and decision_code <> '')),
  check (state not in ('carrying-out', 'carried-out') or carried_out_by is not null),
  check ((state = 'carried-out') = (carried_out_at is not null))
);
create index destruction_agency on destruction (agency_id, made_at desc, id);

create table destruction_member (
  destruction_id uuid not null references destruction,
  officer_id uuid not null references officer,
  part text not null check (part in ('chair', 'secretary', 'member')),
  officer_title text not null,
  primary key (destruction_id, officer_id)
);
create unique index destruction_member_one on destruction_member (destruction_id, part) where part <> 'member';

create table destruction_line (
  destruction_id uuid not null references destruction,
  file_id uuid not null references work_file,
  position integer not null check (position > 0),
  verdict text not null default 'destroy' check (verdict in ('destroy', 'keep')),
  -- years from this one on for which the council keeps it
  keep_years smallint check (keep_years between 1 and 200),
  reason text not null default '' check (length(reason) <= 1000),
  destroyed_at timestamptz,
  primary key (destruction_id, file_id),
  check ((verdict = 'keep') = (keep_years is not null)),
  check (verdict = 'destroy' or destroyed_at is null)
);
create index destruction_line_file on destruction_line (file_id);

-- What was destroyed, by its digest: evidence that it was this and nothing else.
create table destroyed_content (
  destruction_id uuid not null references destruction,
  file_id uuid not null references work_file,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null,
  destroyed_at timestamptz not null,
  primary key (destruction_id, file_id, sha256)
);
create trigger destroyed_content_append_only before update or delete on destroyed_content
  for each row execute function refuse_change();
