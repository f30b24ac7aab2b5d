-- Books of outgoing documents are closed as post books too: what was sent by post, and in how many envelopes.
alter table document_register_print drop constraint document_register_print_form_check;
alter table document_register_print add constraint document_register_print_form_check
  check (form in ('register', 'follow', 'hand-over', 'post'));
