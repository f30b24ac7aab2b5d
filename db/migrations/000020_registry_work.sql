-- The registry at its size: how millions of documents are found and listed, what is proposed, followed, and closed by an answer.

-- Ids carry the time in which they were made: lists go by them, newest first, and the ids of those who take part lie in the same order.
create index official_document_newest on official_document (agency_id, direction, id desc);
create index official_document_unsettled on official_document (agency_id, state, id desc) where direction = 'incoming' and state <> 'settled';
drop index official_document_arrival;
alter table official_document drop column folded;

-- Words to find it by. Each is led by a key of agency and year, so that a common word costs no more than the documents of one agency in one
-- year; whose document it is, is asked beside it. Of a secret document only its line is known.
drop index official_document_searched;
alter table official_document drop column searched;
alter table official_document add column searched tsvector not null generated always as (
  strip(to_tsvector('pg_catalog.simple'::regconfig, regexp_replace(
    public.fold(subject || ' ' || author_name || ' ' || coalesce(code_number::text, '') || ' ' || code_notation
      || ' ' || coalesce(register_number::text, '') || ' ' || signer_name || ' ' || left(coalesce(full_text, ''), 200000)),
    '[^a-z0-9]*([a-z0-9]+)[^a-z0-9]*',
    'k' || left(md5(agency_id::text || extract(year from created_at at time zone 'UTC')::text), 6) || '\1 ', 'g')))) stored;
create index official_document_searched on official_document using gin (searched);

-- What became of the reading of the files: `recognised` is read from pictures and may be wrong; `unrecognised` are pictures nobody could read.
alter table official_document drop constraint official_document_text_state_check;
alter table official_document add constraint official_document_text_state_check
  check (text_state in ('read', 'recognised', 'unrecognised', 'nothing-to-read', 'failed')) not valid;

-- To whom the clerk proposes that it goes: a unit or an officer of the agency.
alter table official_document add column proposed_to uuid;

-- Who was responsible for documents of an author and type, and how often: proposed for the next one.
create table document_routing_habit (
  agency_id uuid not null references agency,
  -- folded, so that names written differently are one
  author text not null check (length(author) <= 300),
  type_code text not null check (length(type_code) <= 10),
  -- a unit or an officer
  target_id uuid not null,
  times integer not null default 1 check (times > 0),
  last_at timestamptz not null,
  primary key (agency_id, author, type_code, target_id)
);
insert into document_routing_habit (agency_id, author, type_code, target_id, times, last_at)
select d.agency_id, public.fold(d.author_name), d.type_code, split_part(w.step_key, ':', 2)::uuid, count(*), max(w.opened_at)
from official_document d join work_item w on w.subject_id = d.id and w.subject_kind = 'official-document' and w.step_key like 'lead:%'
where d.direction = 'incoming' group by 1, 2, 3, 4;

-- Documents that somebody wants to keep in sight. It opens nothing: the remit is asked as ever.
create table document_follow (
  officer_id uuid not null references officer,
  document_id uuid not null references official_document,
  since timestamptz not null,
  primary key (officer_id, document_id)
);

-- The answer to the document that a task came of was issued.
alter table task_entry drop constraint task_entry_kind_check;
alter table task_entry add constraint task_entry_kind_check check (kind in ('assigned', 'progress', 'reported', 'accepted', 'sent-back',
  'extension-asked', 'extension-granted', 'extension-declined', 'cancelled', 'lateness-judged', 'handed-on', 'answered')) not valid;

-- Whoever sees a document of another agency, because a task came of it, finds it by its words too.
create index participant_consulted on participant (officer_id, agency_id) where subject_kind = 'official-document' and capacity = 'consulted';
