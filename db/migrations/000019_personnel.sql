-- Personnel as the work needs it: who is away and who stands in, delegations that end, open work handed over.

-- A leave of whole days, asked by the officer and granted by the head. @legal BLLD-2019 Điều 113
create table officer_leave (
  id uuid primary key,
  officer_id uuid not null references officer,
  kind text not null check (kind in ('annual', 'sick', 'maternity', 'study', 'unpaid', 'other')),
  days daterange not null check (not isempty(days) and not lower_inf(days) and not upper_inf(days)),
  -- counted by the calendar of the day on which it was asked
  working_days smallint not null check (working_days > 0),
  reason text not null default '' check (length(reason) <= 1000),
  -- who holds the posts meanwhile, by delegation
  substitute_id uuid references officer check (substitute_id <> officer_id),
  state text not null check (state in ('asked', 'granted', 'declined', 'withdrawn', 'ended-early')),
  asked_at timestamptz not null,
  decided_by uuid references officer check (decided_by <> officer_id),
  decided_at timestamptz,
  note text not null default '' check (length(note) <= 1000),
  check (state not in ('granted', 'declined', 'ended-early') or (decided_by is not null and decided_at is not null)),
  constraint officer_leave_once exclude using gist (officer_id with =, days with &&) where (state in ('asked', 'granted', 'ended-early'))
);
create index officer_leave_waiting on officer_leave (asked_at) where state = 'asked';

-- A delegation keeps the days it was given for when it is ended before them; `in_force` is what counts, and may become empty.
alter table delegation
  add column planned daterange,
  add column leave_id uuid references officer_leave,
  add column given_by uuid references officer,
  add column ended_at timestamptz,
  add column ended_by uuid references officer,
  add column end_reason text not null default '' check (length(end_reason) <= 500),
  add constraint delegation_to_one exclude using gist (post_id with =, from_officer_id with =, in_force with &&) where (planned is not null),
  add constraint delegation_ended check ((ended_at is null) = (ended_by is null));
create index delegation_from on delegation (from_officer_id);

-- Who did a step may have done it for somebody else, by delegation; that is shown on what was done.
alter table work_item add column done_by_delegation boolean not null default false;
