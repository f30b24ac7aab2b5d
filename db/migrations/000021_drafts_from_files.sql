-- A wording that was read from a file: what the file is called, where it is kept, and what of it no text can say.
alter table document_version add column source jsonb;

-- Which wording a colleague agreed to: of another one nothing is said.
alter table document_agreement add column draft_version integer;
