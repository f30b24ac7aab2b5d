-- Documents are found by their words among those that an officer may see, and by nothing else: beside the words lie who takes part and the state.
-- A table of its own, so that what is done with a document need not write its words again.
create table document_search (
  document_id uuid primary key references official_document on delete cascade,
  -- each word is led by the period, the agency and the direction: newer words lie together at the end of the index
  words tsvector not null,
  -- `o` an officer, `u` a unit as a whole, `g` a unit of which a single officer was given it, `s` the state of an incoming document. They narrow what
  -- is read and open nothing: the remit is asked of each row as ever.
  traits text[] not null
);
-- What is searched lies in the index; the words themselves are only read to be replaced.
alter table document_search set (toast_tuple_target = 256);

-- Ids begin with the milliseconds at which they were made: a period is 2^31 of them, some 25 days, so that what lies in a newer one is newer.
create function document_period(id uuid) returns integer language sql immutable strict parallel safe
  return ('x' || left(id::text, 8))::bit(17)::integer;

-- What leads each word: the period, and a digest of agency and direction. Two agencies with one digest cost time and leak nothing.
create function document_search_key(period integer, agency_id uuid, direction text) returns text language sql immutable strict parallel safe
  return lpad(to_hex(period), 5, '0') || left(md5(agency_id::text || direction), 4);

create function document_words(d official_document) returns tsvector language sql stable parallel safe as $$
  select array_to_tsvector(array(
    select distinct key || left(word, 40)
    from document_search_key(document_period(d.id), d.agency_id, d.direction) as key,
      regexp_split_to_table(public.fold(d.subject || ' ' || d.author_name || ' ' || coalesce(d.code_number::text, '') || ' ' || d.code_notation
        || ' ' || coalesce(d.register_number::text, '') || ' ' || d.signer_name || ' ' || left(coalesce(d.full_text, ''), 200000)), '[^a-z0-9]+') as word
    where word <> ''))
$$;

create function document_traits(d official_document) returns text[] language sql stable parallel safe as $$
  select array(
    select distinct trait from participant p cross join lateral (values
      ('o' || p.officer_id), (case when p.officer_id is null then 'u' else 'g' end || p.unit_id)) as one (trait)
    where p.subject_id = d.id and p.subject_kind = 'official-document' and trait is not null
  ) || case when d.direction = 'incoming' then array['s' || d.state] else '{}' end
$$;

-- The words there are get their new beginning; reading the texts again would take twice as long.
insert into document_search (document_id, words, traits)
select d.id, array_to_tsvector(array(select distinct key || left(substr(lexeme, 8), 40) from unnest(d.searched))), document_traits(d)
from official_document d, document_search_key(document_period(d.id), d.agency_id, d.direction) as key order by d.id;

-- No list of pending entries: each of the many short look-ups of a search would read it through.
create index document_search_found on document_search using gin (words, traits) with (fastupdate = off);

drop index official_document_searched;
alter table official_document drop column searched;

-- Both are kept when the transaction ends, once however much of a document it changes. Words leave the traits alone, whose rows others may be writing.
create function keep_document_words() returns trigger language plpgsql as $$
begin
  insert into document_search (document_id, words, traits)
  select d.id, document_words(d), document_traits(d) from official_document d where d.id = new.id
  on conflict (document_id) do update set words = excluded.words;
  return null;
end $$;
create constraint trigger document_words_kept
  after insert or update of agency_id, direction, subject, author_name, code_number, code_notation, register_number, signer_name, full_text
  on official_document deferrable initially deferred for each row execute function keep_document_words();

create function keep_document_traits() returns trigger language plpgsql as $$
declare
  sought uuid;
begin
  if tg_table_name = 'participant' then
    sought := new.subject_id;
  else
    sought := new.id;
  end if;
  -- Locked first: the next statement then sees what whoever held it has written.
  perform from document_search where document_id = sought for update;
  update document_search s set traits = document_traits(d)
  from official_document d where d.id = sought and s.document_id = sought and s.traits <> document_traits(d);
  return null;
end $$;
create constraint trigger document_state_kept after update of state on official_document deferrable initially deferred
  for each row when (old.state <> new.state and new.direction = 'incoming') execute function keep_document_traits();
create constraint trigger document_participants_kept after insert or update of subject_id, unit_id, officer_id on participant
  deferrable initially deferred for each row when (new.subject_kind = 'official-document') execute function keep_document_traits();

-- A unit of another agency that was asked finds the document by its words too, as an officer does.
create index participant_consulted_unit on participant (unit_id, agency_id)
  where unit_id is not null and subject_kind = 'official-document' and capacity = 'consulted';
