-- What is said of a secret document is said on paper: only who did what, and to whom it went, stands here.
alter table document_opinion drop constraint document_opinion_body_check;
alter table document_opinion add constraint document_opinion_body_check
  check (length(body) between 1 and 4000 or (length(body) = 0 and (targets <> '[]' or kind in ('answer', 'sent-back')))) not valid;
create trigger document_opinion_not_secret before insert or update on document_opinion
  for each row when (new.body <> '') execute function refuse_secret_content();
