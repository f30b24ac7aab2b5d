-- Figures: how many dossiers were accepted and settled, counted per day, month and year where the dossiers themselves change,
-- in the same transaction. Reports add up a few of these rows instead of a million dossiers.

-- The field a dossier belongs to when it is made: a later change of the catalogue does not move what was counted.
alter table dossier add column field text not null default '';

create function take_field_of_procedure() returns trigger language plpgsql as $$
begin
  select p.field into new.field from procedure p where p.id = new.procedure_id;
  return new;
end $$;
create trigger dossier_field before insert on dossier
  for each row when (new.field = '') execute function take_field_of_procedure();

-- Who decides, where it was received, in which field: what figures are kept for.
create table figure_line (
  id integer generated always as identity primary key,
  deciding_agency_id uuid not null references agency,
  receiving_agency_id uuid not null references agency,
  field text not null,
  unique (deciding_agency_id, receiving_agency_id, field)
);

create table dossier_figure (
  grain text not null check (grain in ('day', 'month', 'year')),
  -- the first day of the day, month or year
  starts_on date not null,
  line_id integer not null references figure_line,
  accepted_online integer not null default 0,
  accepted_in_person integer not null default 0,
  settled_early integer not null default 0,
  settled_on_time integer not null default 0,
  settled_late integer not null default 0,
  -- dossiers that were overdue and are not any more: since when, until when
  overdue_began integer not null default 0,
  overdue_ended integer not null default 0,
  primary key (grain, starts_on, line_id)
) with (fillfactor = 80);

-- What one state of a dossier adds to the figures of its days. A dossier counts as received from its acceptance; it is settled when
-- finished, or on time when it was withdrawn or stopped (form II.06a, column 9); without a time limit nothing is late.
create function dossier_flows(
  channel smallint, settled text, accepted_at timestamptz, due_at timestamptz,
  finished_at timestamptz, withdrawn_at timestamptz, stopped_at timestamptz
) returns table (
  on_day date, accepted_online integer, accepted_in_person integer, settled_early integer, settled_on_time integer,
  settled_late integer, overdue_began integer, overdue_ended integer
) language sql immutable as $$
  select (accepted_at at time zone 'Asia/Ho_Chi_Minh')::date,
    (channel = 2)::int, (channel <> 2)::int, 0, 0, 0, 0, 0
  where accepted_at is not null
  union all
  select (closed.at at time zone 'Asia/Ho_Chi_Minh')::date, 0, 0,
    (closed.how = 'early')::int, (closed.how = 'on-time')::int, (closed.how = 'late')::int,
    0, coalesce(due_at < closed.at, false)::int
  from (select coalesce(finished_at, withdrawn_at, stopped_at) as at,
      case when finished_at is null then 'on-time' else coalesce(settled, 'on-time') end as how) closed
  where accepted_at is not null and closed.at is not null
  union all
  select (due_at at time zone 'Asia/Ho_Chi_Minh')::date, 0, 0, 0, 0, 0, 1, 0
  where accepted_at is not null and due_at < coalesce(finished_at, withdrawn_at, stopped_at)
$$;

create type dossier_flow as (
  on_day date, deciding_agency_id uuid, receiving_agency_id uuid, field text,
  accepted_online integer, accepted_in_person integer, settled_early integer, settled_on_time integer, settled_late integer,
  overdue_began integer, overdue_ended integer
);

-- Always in the order of the key, so that two transactions that count the same rows meet in the same order.
create function add_to_figures(flows dossier_flow[]) returns void language sql as $$
  insert into figure_line (deciding_agency_id, receiving_agency_id, field)
  select distinct w.deciding_agency_id, w.receiving_agency_id, w.field from unnest(flows) w
  where not exists (
    select from figure_line l where l.deciding_agency_id = w.deciding_agency_id
      and l.receiving_agency_id = w.receiving_agency_id and l.field = w.field)
  order by 1, 2, 3
  on conflict do nothing;

  insert into dossier_figure as f
  select g.grain, date_trunc(g.grain, w.on_day)::date, l.id,
    sum(w.accepted_online), sum(w.accepted_in_person), sum(w.settled_early), sum(w.settled_on_time), sum(w.settled_late),
    sum(w.overdue_began), sum(w.overdue_ended)
  from unnest(flows) w
  join figure_line l using (deciding_agency_id, receiving_agency_id, field)
  cross join (values ('day'), ('month'), ('year')) g (grain)
  group by 1, 2, 3
  having sum(w.accepted_online) <> 0 or sum(w.accepted_in_person) <> 0 or sum(w.settled_early) <> 0
    or sum(w.settled_on_time) <> 0 or sum(w.settled_late) <> 0 or sum(w.overdue_began) <> 0 or sum(w.overdue_ended) <> 0
  order by 1, 2, 3
  on conflict (grain, starts_on, line_id) do update set
    accepted_online = f.accepted_online + excluded.accepted_online,
    accepted_in_person = f.accepted_in_person + excluded.accepted_in_person,
    settled_early = f.settled_early + excluded.settled_early,
    settled_on_time = f.settled_on_time + excluded.settled_on_time,
    settled_late = f.settled_late + excluded.settled_late,
    overdue_began = f.overdue_began + excluded.overdue_began,
    overdue_ended = f.overdue_ended + excluded.overdue_ended
$$;

create function count_new_dossiers() returns trigger language plpgsql as $$
begin
  perform add_to_figures(flows.all_of) from (
    select array_agg(row(w.on_day, a.deciding_agency_id, a.receiving_agency_id, a.field, w.accepted_online,
      w.accepted_in_person, w.settled_early, w.settled_on_time, w.settled_late, w.overdue_began, w.overdue_ended)::dossier_flow) as all_of
    from added a cross join lateral dossier_flows(a.channel, a.settled, a.accepted_at, a.due_at, a.finished_at, a.withdrawn_at,
      a.stopped_at) w) flows
  where flows.all_of is not null;
  return null;
end $$;

-- What a change takes away and adds. A due date that had passed and is moved, paused or dropped leaves behind how long it was passed.
create function count_changed_dossiers() returns trigger language plpgsql as $$
begin
  perform add_to_figures(flows.all_of) from (
    select array_agg(row(w.on_day, w.deciding_agency_id, w.receiving_agency_id, w.field, w.accepted_online,
      w.accepted_in_person, w.settled_early, w.settled_on_time, w.settled_late, w.overdue_began, w.overdue_ended)::dossier_flow) as all_of
    from removed o join added n using (id) cross join lateral (
      select n.deciding_agency_id, n.receiving_agency_id, n.field, s.*
      from dossier_flows(n.channel, n.settled, n.accepted_at, n.due_at, n.finished_at, n.withdrawn_at, n.stopped_at) s
      union all
      select o.deciding_agency_id, o.receiving_agency_id, o.field, s.on_day, -s.accepted_online, -s.accepted_in_person,
        -s.settled_early, -s.settled_on_time, -s.settled_late, -s.overdue_began, -s.overdue_ended
      from dossier_flows(o.channel, o.settled, o.accepted_at, o.due_at, o.finished_at, o.withdrawn_at, o.stopped_at) s
      union all
      select n.deciding_agency_id, n.receiving_agency_id, n.field, (e.at at time zone 'Asia/Ho_Chi_Minh')::date,
        0, 0, 0, 0, 0, e.began, e.ended
      from (values (o.due_at, 1, 0), (n.updated_at, 0, 1)) e (at, began, ended)
      where o.accepted_at is not null and coalesce(o.finished_at, o.withdrawn_at, o.stopped_at) is null
        and o.due_at < n.updated_at and o.due_at is distinct from n.due_at
    ) w
    where (o.accepted_at, o.due_at, o.finished_at, o.withdrawn_at, o.stopped_at, o.settled, o.channel,
        o.deciding_agency_id, o.receiving_agency_id, o.field)
      is distinct from (n.accepted_at, n.due_at, n.finished_at, n.withdrawn_at, n.stopped_at, n.settled, n.channel,
        n.deciding_agency_id, n.receiving_agency_id, n.field)
      and (n.accepted_at is not null or o.accepted_at is not null)) flows
  where flows.all_of is not null;
  return null;
end $$;

create trigger dossier_counted_new after insert on dossier
  referencing new table as added for each statement execute function count_new_dossiers();
create trigger dossier_counted_change after update on dossier
  referencing old table as removed new table as added for each statement execute function count_changed_dossiers();

-- What is overdue at this moment, by agency, without a look at the dossiers.
create index dossier_overdue on dossier (due_at) include (deciding_agency_id, receiving_agency_id, field) where status in (2, 4);
-- How long the latest took.
create index dossier_latest_finished on dossier (finished_at desc) include (accepted_at) where finished_at is not null;
-- The register of a desk, in the order of receipt.
create index dossier_register on dossier (receiving_agency_id, accepted_at, id) where accepted_at is not null;
