-- The keys of forms whose act was done: sent again under the same key, an act is not done again but answered as it was first. Swept after a month.
create table done_act (
  done_by uuid not null references officer,
  act text not null check (length(act) between 1 and 60),
  key uuid not null,
  answer jsonb not null default 'null',
  done_at timestamptz not null default now(),
  primary key (done_by, act, key)
);
create index done_act_by_day on done_act (done_at);

-- A wish for more time falls with the work that it was for: those that were left behind reports and endings kept officers from asking again.
update task_extension x set decided_at = coalesce(t.reported_at, t.cancelled_at, t.updated_at), decided_by = x.asked_by, is_granted = false
from task t where t.id = x.task_id and x.decided_at is null and t.state <> 'open';
