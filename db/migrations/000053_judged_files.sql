-- What was found of the signatures of a file when it came in, kept with it. @legal ND-30-2020 Điều 21
create table judged_file (
  attachment_id uuid primary key references attachment on delete cascade,
  verdict text not null check (verdict in ('valid', 'unsigned', 'unreadable', 'too-heavy', 'untrusted', 'revoked', 'altered')),
  report jsonb not null,
  judged_at timestamptz not null
);

-- Why a document was taken in though the signatures of a file do not hold.
alter table official_document add column signature_reason text not null default '';
alter table official_document add constraint official_document_signature_reason_check check (length(signature_reason) <= 500) not valid;
