-- A book of incoming documents is kept in three forms, each closed and sealed for itself: what came, how it is handled, to whom it was handed.
alter table document_register_print add column form text not null default 'register'
  check (form in ('register', 'follow', 'hand-over'));
