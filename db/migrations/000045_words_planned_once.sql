-- The words of a document are told by a function whose plan a connection keeps: planning it took longer than running it, and the book is locked meanwhile.
create or replace function document_words(d official_document) returns tsvector language plpgsql stable parallel safe as $$
declare
  key text := document_search_key(document_period(d.id), d.agency_id, d.direction);
  told text := public.fold(d.subject || ' ' || d.author_name || ' ' || coalesce(d.code_number::text, '') || ' ' || d.code_notation
    || ' ' || coalesce(d.register_number::text, '') || ' ' || d.signer_name || ' ' || left(coalesce(d.full_text, ''), 200000));
begin
  return array_to_tsvector(array(
    select key || left(word, 40) from regexp_split_to_table(told, '[^a-z0-9]+') as word where word <> ''));
end $$;
