-- What a work list is narrowed and counted by, beside the work itself: a list of ten thousand pieces joins no dossier to be counted.
alter table work_item add column procedure_id uuid references procedure;
update work_item w set procedure_id = d.procedure_id from dossier d
where d.id = w.subject_id and w.subject_kind = 'dossier' and w.state in ('open', 'paused');
alter table work_item add constraint work_item_follows_procedure
  check (subject_kind <> 'dossier' or state not in ('open', 'paused') or procedure_id is not null) not valid;

-- Found, ordered, narrowed and counted from these alone, no row of work is read but those that are shown: what nobody has taken yet, what
-- somebody has, and what I have.
create index work_item_dossier_free on work_item (agency_id, role, pressing_at, id)
  include (officer_id, unit_id, critical_at, deed, procedure_id, subject_id)
  where state = 'open' and subject_kind = 'dossier' and officer_id is null;
create index work_item_dossier_given on work_item (agency_id, role, pressing_at, id)
  include (officer_id, unit_id, critical_at, deed, procedure_id, subject_id)
  where state = 'open' and subject_kind = 'dossier' and officer_id is not null;
create index work_item_dossier_mine on work_item (officer_id, pressing_at, id)
  include (agency_id, role, unit_id, critical_at, deed, procedure_id, subject_id)
  where state = 'open' and subject_kind = 'dossier' and officer_id is not null;
