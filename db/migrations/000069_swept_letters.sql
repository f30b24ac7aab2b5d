-- Letters that were put aside are emptied when their days are over: what says that the letter was here stays, so that it is not fetched again.
alter table mailed_letter add column swept_at timestamptz;
create index mailed_letter_aside on mailed_letter (aside_at) where aside_at is not null and swept_at is null;
