-- The page that wrote a draft last: a page whose answer was lost on the way sends again without being taken for another device.
alter table filing add column draft_page uuid;

-- Who prepares a filing that is not filed yet: the account of the officer at the counter, or the system that sends its files ahead. Drafts of
-- citizens have their account.
alter table filing add column preparer uuid;

-- What is looked for when abandoned uploads are swept.
create index filing_unfiled on filing (updated_at) where state <> 'filed';
create index attachment_content on attachment (sha256);
create index procedure_import_content on procedure_import (sha256);

-- Notices that the payment platform cannot have written: counted by their digest, never kept; a bound number of rows.
create table payment_notice_refused (
  digest bytea primary key,
  reason text not null,
  times bigint not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null
);
create index payment_notice_refused_last on payment_notice_refused (last_at);
