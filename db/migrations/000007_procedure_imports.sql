-- Lists of procedures that administrators have handed in, how far their import is and what came of it.
create table procedure_import (
  id uuid primary key,
  file_name text not null check (length(file_name) between 1 and 200),
  sha256 text not null references stored_file,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  asked_by uuid not null references officer,
  asked_at timestamptz not null,
  moved_at timestamptz not null,
  finished_at timestamptz,
  -- how many lines were read, and what became of them: while it runs, and when it is done
  counts jsonb not null default '{}',
  report jsonb,
  failure text,
  check ((state in ('done', 'failed')) = (finished_at is not null)),
  check ((state = 'failed') = (failure is not null))
);
create unique index procedure_import_one_at_a_time on procedure_import ((true)) where state in ('waiting', 'running');
create index procedure_import_latest on procedure_import (asked_at desc, id desc);
-- Those that the reader was not sure of, in the order of their codes.
create index procedure_doubtful on procedure (code) where doubts <> '[]';
