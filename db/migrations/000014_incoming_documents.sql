-- Work on documents: who gave it, to whom an instruction went, and how documents are found.

-- Who gave a piece of work, so that this person sees what still waits. Nobody: the process itself opened it.
alter table work_item add column given_by uuid references officer;
create index work_item_given on work_item (given_by, pressing_at, id) where state = 'open' and given_by is not null;
create index work_item_document_mine on work_item (officer_id, pressing_at, id) where state = 'open' and subject_kind = 'official-document';
create index work_item_document_place on work_item (agency_id, role, pressing_at, id) where state = 'open' and subject_kind = 'official-document';

-- To whom an instruction went, as they were called then: [{"name", "part", "dueAt"}]. An instruction may say nothing besides.
alter table document_opinion add column targets jsonb not null default '[]';
alter table document_opinion drop constraint document_opinion_body_check;
alter table document_opinion add constraint document_opinion_body_check
  check (length(body) between 1 and 4000 or (length(body) = 0 and targets <> '[]')) not valid;

-- To whom it is addressed on its face, when that is known; the routing of the next one is proposed from it.
alter table official_document add column addressee text not null default '' check (length(addressee) <= 300);
-- Why a document was taken in though another with the same number, notation and author was there.
alter table official_document add column double_reason text not null default '' check (length(double_reason) <= 500);
-- What became of the reading of its files; null: nobody has tried yet.
alter table official_document add column text_state text check (text_state in ('read', 'nothing-to-read', 'failed'));

-- Words to find it by. Its agency is one of them, so that the index itself leaves out other agencies. Of a secret document only its line is known.
alter table official_document add column searched tsvector generated always as (
  to_tsvector('pg_catalog.simple'::regconfig, 'agency' || replace(agency_id::text, '-', '') || ' ' ||
    regexp_replace(public.fold(subject || ' ' || author_name || ' ' || coalesce(code_number::text, '') || ' ' || code_notation
      || ' ' || signer_name || ' ' || left(coalesce(full_text, ''), 200000)), '[^a-z0-9]+', ' ', 'g'))) stored;
create index official_document_searched on official_document using gin (searched);
create index official_document_arrival on official_document (agency_id, register_year, register_number) where direction = 'incoming';

create index participant_unit on participant (unit_id, subject_id) where unit_id is not null and subject_kind = 'official-document';
