-- The book of use of kept copies: who was given the kept copy of an outgoing document, who allowed it, and when it came back.
-- @legal ND-30-2020 Phụ lục IV, mục IV
create table kept_copy_use (
  id uuid primary key,
  document_id uuid not null references official_document,
  user_name text not null check (length(user_name) between 1 and 200),
  -- of which unit or agency
  user_unit text not null default '' check (length(user_unit) <= 300),
  lent_on date not null,
  due_on date check (due_on >= lent_on),
  permitted_by uuid not null references officer,
  -- as they were called then
  permitted_name text not null check (length(permitted_name) between 1 and 200),
  permitted_title text not null default '' check (length(permitted_title) <= 300),
  note text not null default '' check (length(note) <= 300),
  lent_at timestamptz not null,
  lent_by uuid not null references officer,
  returned_at timestamptz,
  returned_on date check (returned_on >= lent_on),
  returned_by uuid references officer,
  check ((returned_at is null) = (returned_on is null) and (returned_at is null) = (returned_by is null))
);
-- There is one kept copy: whoever has it, has it alone.
create unique index kept_copy_use_out on kept_copy_use (document_id) where returned_at is null;
create index kept_copy_use_document on kept_copy_use (document_id, lent_at);
create index kept_copy_use_day on kept_copy_use (lent_on, id);

alter table document_register_print drop constraint document_register_print_form_check;
alter table document_register_print add constraint document_register_print_form_check
  check (form in ('register', 'follow', 'hand-over', 'post', 'use'));
