-- Documents are found by their fields as by their words: each field is a word of its own, which begins with `=` and which nobody can type.
-- `=` every document · `=t` type (its letters in hexadecimal) · `=u` urgency · `=n` number · `=r` number in the book · `=b` book ·
-- `=a` a word of who wrote it, or who signed an outgoing one · `=m` month, `=y` year in which it came, or of the date of an outgoing one.
create or replace function document_words(d official_document) returns tsvector language plpgsql stable parallel safe as $$
declare
  key text := document_search_key(document_period(d.id), d.agency_id, d.direction);
  told text := public.fold(d.subject || ' ' || d.author_name || ' ' || coalesce(d.code_number::text, '') || ' ' || d.code_notation
    || ' ' || coalesce(d.register_number::text, '') || ' ' || d.signer_name || ' ' || left(coalesce(d.full_text, ''), 200000));
  author text := public.fold(case d.direction when 'incoming' then d.author_name else d.signer_name end);
  day date := case d.direction when 'incoming' then (d.created_at at time zone 'Asia/Ho_Chi_Minh')::date else d.document_date end;
begin
  return array_to_tsvector(array_remove(array(
    select key || left(word, 40) from regexp_split_to_table(told, '[^a-z0-9]+') as word where word <> ''
    union all select key || '=a' || left(word, 40) from regexp_split_to_table(author, '[^a-z0-9]+') as word where word <> ''
  ) || array[
    key || '=', key || '=t' || encode(convert_to(d.type_code, 'UTF8'), 'hex'), key || '=u' || d.urgency,
    key || '=n' || d.code_number, key || '=r' || d.register_number, key || '=b' || replace(d.register_id::text, '-', ''),
    key || '=m' || to_char(day, 'YYYYMM'), key || '=y' || to_char(day, 'YYYY')], null));
end $$;

drop trigger document_words_kept on official_document;
create constraint trigger document_words_kept
  after insert or update of agency_id, direction, subject, author_name, type_code, urgency, code_number, code_notation, document_date, register_id,
    register_number, signer_name, full_text
  on official_document deferrable initially deferred for each row execute function keep_document_words();

-- What lies here already gets its fields by a job, the newest first, so that no start waits for millions of documents.
create table document_word_refill (before uuid not null, is_one boolean primary key default true check (is_one));
insert into document_word_refill (before) values ('ffffffff-ffff-ffff-ffff-ffffffffffff');
